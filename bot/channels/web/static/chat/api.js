// What the chat asks of the server.

import { Server } from "./requests.js";

export { newId, Refused } from "./requests.js";

const server = new Server("/chat/api");

/** Let this browser in; everything that is needed to show the chat. */
export async function enter(language) {
  const state = await server.call("POST", "session", { language });
  server.token = state.token;
  return state;
}

export const leave = () => server.call("DELETE", "session");
export const introduce = (name) => server.call("POST", "name", { name });
export const chooseLanguage = (language) => server.call("POST", "language", { language });
export const write = (message) => server.call("POST", "messages", message);
export const press = (id, message, data) => server.call("POST", "presses", { id, message, data });
export const olderThan = (position) => server.call("GET", `messages?before=${position}`);
export const typing = () => server.call("POST", "typing");
export const upload = (file) => server.upload("files", file);
