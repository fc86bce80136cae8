// What is written is saved as it is written, and kept on this device while there is no connection. No word is lost.
(() => {
  const PAUSE = 800, AGAIN = 5000, LINGER = 3000, SOON = 200, PATIENCE = 4000; // milliseconds
  const form = document.querySelector("[data-writing]");
  if (!form) return;
  const state = form.querySelector("[data-state]");
  const place = (question) => `stigar:${form.dataset.person}:${form.dataset.writing}:${question}`;
  const turnOf = (area) => form.elements[`turn-${area.dataset.question}`];
  const waiting = new Map(), underway = new Map();
  const fold = (area) => area.closest("details");
  const say = (what) => { state.textContent = state.dataset[what] || ""; };

  const read = (question) => { try { return JSON.parse(localStorage.getItem(place(question))); } catch { return null; } };
  // A device that keeps nothing, or is full, does not stop what is written from being saved.
  const keep = (question, text, saved) => { try { localStorage.setItem(place(question), JSON.stringify({ text, saved })); } catch { /* goes on */ } };

  // What was saved a moment ago is kept a little longer: a page that was asked for before the save came through shows older words.
  function forget(question, turn) {
    setTimeout(() => { if (read(question)?.saved === turn) localStorage.removeItem(place(question)); }, LINGER);
  }

  // One at a time for each question: what is written while a slow save is on its way goes after it, with the turn that it gave.
  function save(area) {
    if (underway.has(area)) { later(area, SOON); return; }
    underway.set(area, send(area).finally(() => underway.delete(area)));
  }

  async function send(area) {
    const question = area.dataset.question;
    const text = area.value;
    const body = new FormData();
    body.set("question", question);
    body.set("text", text);
    body.set("turn", turnOf(area).value);
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    try {
      const answer = await fetch(form.dataset.writing, { method: "POST", body, redirect: "error" });
      if (answer.status === 409) { say("clash"); return; }
      if (answer.status === 423) { state.textContent = (await answer.json()).said; return; }
      if (!answer.ok) throw new Error(String(answer.status));
      const { turn } = await answer.json();
      turnOf(area).value = turn;
      if (area.value === text) { keep(question, text, turn); forget(question, turn); }
      say("saved");
    } catch {
      say("waits");
      later(area, AGAIN);
    }
  }

  function later(area, wait) {
    clearTimeout(waiting.get(area));
    waiting.set(area, setTimeout(() => save(area), wait));
  }

  // On coming back: words that never got through, or that got through after this page was asked for.
  function restore(area) {
    const question = area.dataset.question;
    const kept = read(question);
    if (kept === null) return;
    if (kept.saved !== null && kept.saved <= Number(turnOf(area).value)) { localStorage.removeItem(place(question)); return; }
    if (kept.saved !== null) turnOf(area).value = kept.saved;
    if (kept.text !== area.value) area.value = kept.text;
    if (fold(area)) fold(area).open = true; // what never got through is in sight
    later(area, 0);
  }

  // How many in the part have an answer, as one writes.
  function count(area) {
    const words = fold(area)?.querySelector("[data-answered]");
    if (!words) return;
    const some = [...fold(area).querySelectorAll("textarea")].filter((one) => one.value.trim());
    words.textContent = words.dataset.answered.replace("%(n)s", some.length);
  }

  for (const area of form.querySelectorAll("textarea[data-question]")) {
    restore(area);
    count(area);
    area.addEventListener("input", () => {
      keep(area.dataset.question, area.value, null);
      state.textContent = "";
      count(area);
      later(area, PAUSE);
    });
  }
  window.addEventListener("online", () => form.querySelectorAll("textarea[data-question]").forEach((area) => {
    if (read(area.dataset.question)?.saved === null) later(area, 0);
  }));
  let last = false;
  form.addEventListener("submit", async (event) => {
    waiting.forEach((timer) => clearTimeout(timer));
    if (!navigator.onLine) { event.preventDefault(); say("waits"); return; }
    if (last || !underway.size) return;
    event.preventDefault(); // what is on its way arrives first, so that nobody is told of two screens
    await Promise.race([Promise.allSettled([...underway.values()]), new Promise((done) => setTimeout(done, PATIENCE))]);
    last = true;
    form.requestSubmit(event.submitter);
    last = false;
  });
})();
