// The live board. What somebody writes is kept on the phone until the server has answered, and sent again until it has:
// each proposal carries a key made here, so that it lands once. The board is asked for again and again with the mark of
// what was seen; nearly always the answer is "nothing new". Without this file the page works by loading it again.

const board = document.querySelector("[data-board]");
const form = document.querySelector("form[data-propose]");
const judge = document.querySelector("form[data-judge]");
const notice = document.querySelector("[data-board-notice]");
const own = document.querySelector("[data-own]");
const ASK = 320, ASK_HIDDEN = 8000, SOONEST = 500, LATEST = 8000; // milliseconds
const place = `board-${board.dataset.key}-${board.dataset.who}`; // each person's own, also where several share a screen
let mark = "", waited = 0, over = false, sending = false, held = null, onPage = [];

const read = () => { try { return JSON.parse(localStorage.getItem(place)); } catch { return null; } };
const kept = () => read() ?? onPage;
const keep = (list) => { onPage = list; try { localStorage.setItem(place, JSON.stringify(list)); } catch { /* kept on the page only */ } };
const change = (key, values) => { keep(kept().map((one) => (one.key === key ? { ...one, ...values } : one))); draw(); };
const drop = (key) => { keep(kept().filter((one) => one.key !== key)); draw(); };

// crypto.randomUUID is only there on https and on this machine; a company's own network may be plain http.
function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

function say(what, goOn = false) {
  if (!notice) return;
  const words = notice.querySelector("p"), link = notice.querySelector("a");
  notice.hidden = !what;
  if (!what) return;
  words.textContent = words.dataset[`words${what}`];
  link.hidden = !goOn;
}

function draw() {
  if (!own) return;
  own.replaceChildren(...kept().map((one) => {
    const line = document.createElement("li"), text = document.createElement("span");
    text.textContent = one.text;
    line.append(text);
    const words = one.state && own.dataset[one.state];
    if (one.state) line.dataset.state = one.state;
    if (words) { const small = document.createElement("small"); small.textContent = words; line.append(small); }
    if (one.state !== "waiting") {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = one.state ? own.dataset.gone : own.dataset.back;
      button.addEventListener("click", () => (one.state ? drop(one.key) : takeBack(one)));
      line.append(button);
    }
    return line;
  }));
}

// Nothing is put in front of somebody who is in the middle of something on the board.
function show(text) {
  if (board.contains(document.activeElement) && document.activeElement.matches("input, select, textarea")) { held = text; return; }
  held = null;
  const before = new Set([...board.querySelectorAll("[id]")].map((one) => one.id));
  const focused = board.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  const known = new Set([...board.querySelectorAll(".board__group h3")].map((one) => one.textContent));
  board.innerHTML = text;
  if (before.size) for (const one of board.querySelectorAll(".board__group")) if (!known.has(one.querySelector("h3").textContent)) one.classList.add("board__group--new");
  if (focused) board.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus();
}
board.addEventListener("focusout", () => { if (held !== null) setTimeout(() => held !== null && show(held), 0); });

function take(answer, text) {
  const stage = answer.headers.get("X-Stage");
  mark = answer.headers.get("ETag") ?? mark;
  if (text !== null) show(text);
  if (stage && stage !== board.dataset.stage) goOn();
}

// The leader took all to the next stage. Words that are not sent yet are not thrown away.
function goOn() {
  if (form?.elements.text.value.trim()) { over = true; say("On", true); return; }
  location.reload();
}

async function ask(address, init = {}) {
  const answer = await fetch(address, { ...init, credentials: "same-origin", redirect: "manual", cache: "no-store" });
  if (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status)) { over = true; say("Out"); }
  return answer;
}

let next = 0;
async function look() {
  clearTimeout(next);
  if (over) return;
  try {
    const answer = await ask(board.dataset.board, { headers: mark ? { "If-None-Match": mark } : {} });
    if (answer.status === 200) take(answer, await answer.text());
    else if (answer.status === 304) take(answer, null);
    if (answer.status < 500 && !over) { say(""); waited = 0; }
  } catch { waited = Math.min(LATEST, Math.max(SOONEST, waited * 2)); say("Offline"); }
  clearTimeout(next);
  if (!over) next = setTimeout(look, waited || (document.hidden ? ASK_HIDDEN : ASK + Math.random() * 100));
}

const post = (address, values, token) => {
  const data = new FormData();
  for (const [name, value] of Object.entries(values)) data.set(name, value);
  data.set("csrfmiddlewaretoken", token);
  return ask(address, { method: "POST", body: data, headers: { "X-Board": "yes" } });
};
const token = () => document.querySelector("input[name=csrfmiddlewaretoken]").value;

async function send() {
  if (sending || !form) return;
  sending = true;
  try {
    for (const one of kept().filter(({ state }) => state === "waiting")) {
      const values = { key: one.key, profile: one.profile, text: one.text };
      if (one.nameless) values.nameless = "on";
      const answer = await post(form.action, values, token());
      if (over) break;
      if (answer.status === 201) { change(one.key, { state: undefined }); look(); }
      else if (answer.status === 409) change(one.key, { state: "late" });
      else if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) change(one.key, { state: "refused" });
      else throw new Error("again");
    }
  } catch { say("Offline"); setTimeout(send, Math.max(SOONEST, waited)); }
  sending = false;
}

async function takeBack(one) {
  try {
    const answer = await post(`${form.action}${one.key}/removal/`, {}, token());
    if (answer.ok) { drop(one.key); look(); }
  } catch { say("Offline"); }
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  event.stopImmediatePropagation();
  const { text, nameless, profile } = form.elements;
  if (!text.value.trim()) return;
  const chosen = profile.value ?? "";
  keep([...kept(), { key: newKey(), profile: chosen, text: text.value.trim(), nameless: Boolean(nameless?.checked), state: "waiting" }]);
  text.value = "";
  text.focus();
  draw();
  send();
}, true);

judge?.addEventListener("change", async ({ target }) => {
  const group = target.closest("[data-group]");
  const [importance, level] = ["importance", "level"].map((name) => judge.elements[`${name}-${group.dataset.group}`].value);
  if (!importance || !level) return;
  const sign = group.querySelector("[data-kept]");
  sign.hidden = true;
  for (let tries = 0; tries < 20; tries += 1) {
    try {
      const answer = await post(judge.action, { [`importance-${group.dataset.group}`]: importance, [`level-${group.dataset.group}`]: level }, token());
      if (answer.status < 500) { sign.hidden = answer.status !== 204; return; }
    } catch { say("Offline"); }
    await new Promise((wake) => { setTimeout(wake, SOONEST * (tries + 1)); });
  }
});

document.querySelector("[data-copy]")?.addEventListener("focus", ({ target }) => target.select());
document.addEventListener("visibilitychange", () => { if (!document.hidden && !over) send(); });
if (board.dataset.stage !== "propose") keep(kept().filter(({ state }) => state)); // what has landed need not lie on the phone
draw();
send();
look();
