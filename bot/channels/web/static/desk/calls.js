// What the desk asks of the server.

import { Server } from "./requests.js";

export { newId } from "./requests.js";

const server = new Server("/desk/api");

/** Remember the session's token; answers who is signed in. */
function seated(session) {
  server.token = session.token;
  return session;
}

export const stay = async () => seated(await get("session"));
export const signIn = async (name, password) => seated(await post("session", { name, password }));
export const comeByLink = async (key, name) => seated(await post("link", { key, name }));
export const signOut = () => remove("session");

export const get = (path) => server.call("GET", path);
export const post = (path, body = {}) => server.call("POST", path, body);
export const put = (path, body) => server.call("PUT", path, body);
export const remove = (path) => server.call("DELETE", path);
export const upload = (path, file) => server.upload(path, file);
