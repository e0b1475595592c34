// What the desk asks of the server.

import { Refused, Server } from "./requests.js";

export { newId } from "./requests.js";

const server = new Server("/desk/api");

let person = null;

/** Remember the session's token; answers who is signed in. Under another name this page must not go on. */
function seated(session) {
  person ??= session.name;
  if (session.name !== person) {
    location.reload();
    throw new Refused(403, { error: "wrong-token" });
  }
  server.token = session.token;
  return session;
}

/** Who signed in anew in another tab has another token by now: the call is repeated with that. */
async function acting(call) {
  try {
    return await call();
  } catch (refused) {
    if (refused.error !== "wrong-token") throw refused;
    await stay();
    return call();
  }
}

export const stay = async () => seated(await get("session"));
export const signIn = async (name, password) => seated(await post("session", { name, password }));
export const comeByLink = async (key, name) => seated(await post("link", { key, name }));
export const signOut = () => remove("session");

/** What stands under this address, or null. */
export async function find(path) {
  try {
    return await get(path);
  } catch (refused) {
    if (refused.status === 404) return null;
    throw refused;
  }
}

export const get = (path) => server.call("GET", path);
export const post = (path, body = {}) => acting(() => server.call("POST", path, body));
export const put = (path, body) => acting(() => server.call("PUT", path, body));
export const remove = (path) => acting(() => server.call("DELETE", path));
export const upload = (path, file) => acting(() => server.upload(path, file));
