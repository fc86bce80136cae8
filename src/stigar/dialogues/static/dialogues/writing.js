// What is written is saved as it is written, and kept on this device while there is no connection. No word is lost.
(() => {
  const form = document.querySelector("[data-writing]");
  if (!form) return;
  const state = form.querySelector("[data-state]");
  const place = (question) => `stigar:${form.dataset.person}:${form.dataset.writing}:${question}`;
  const turnOf = (area) => form.elements[`turn-${area.dataset.question}`];
  const waiting = new Map();
  const say = (what) => { state.textContent = state.dataset[what] || ""; };

  async function save(area) {
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
      if (!answer.ok) throw new Error(String(answer.status));
      turnOf(area).value = (await answer.json()).turn;
      if (area.value === text) localStorage.removeItem(place(question));
      say("saved");
    } catch {
      say("waits");
      later(area, 5000);
    }
  }

  function later(area, wait) {
    clearTimeout(waiting.get(area));
    waiting.set(area, setTimeout(() => save(area), wait));
  }

  for (const area of form.querySelectorAll("textarea[data-question]")) {
    const kept = localStorage.getItem(place(area.dataset.question));
    if (kept !== null && kept !== area.value) { area.value = kept; later(area, 0); }
    area.addEventListener("input", () => {
      localStorage.setItem(place(area.dataset.question), area.value);
      state.textContent = "";
      later(area, 800);
    });
  }
  window.addEventListener("online", () => form.querySelectorAll("textarea[data-question]").forEach((area) => {
    if (localStorage.getItem(place(area.dataset.question)) !== null) later(area, 0);
  }));
  form.addEventListener("submit", () => waiting.forEach((timer) => clearTimeout(timer)));
})();
