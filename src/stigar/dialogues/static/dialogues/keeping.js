// What is written in the room, in a goal or in a reflection is kept on this device until the house has it: no word is lost.
(() => {
  const told = document.querySelector("[data-kept-words]");
  if (!told) return;
  const mine = `stigar:${told.dataset.keptWords}:`;
  const read = (place) => { try { return JSON.parse(localStorage.getItem(place)); } catch { return null; } };
  const keep = (place, what) => { try { localStorage.setItem(place, JSON.stringify(what)); } catch { /* a full device does not stop the writing */ } };
  const flat = (words) => words.replace(/\s+/g, " ").trim();
  const places = new Set();

  for (const form of document.querySelectorAll("form[data-keeps]")) {
    const areas = [...form.querySelectorAll("textarea")];
    const state = form.appendChild(Object.assign(document.createElement("p"), { className: "small soft writing-state" }));
    state.setAttribute("role", "status");
    const place = (area) => `${mine}${form.getAttribute("action") || location.pathname}:${form.elements.part?.value || ""}:${area.name}`;
    // Sent words that stand on the page, or in the field as it came, have arrived.
    const arrived = (area, kept) => flat(kept.text) === flat(area.value) || (kept.sent && flat(document.querySelector("main").textContent).includes(flat(kept.text)));

    for (const area of areas) {
      const kept = read(place(area));
      places.add(place(area));
      if (kept && (!kept.text?.trim() || arrived(area, kept))) localStorage.removeItem(place(area));
      else if (kept) {
        // Changed elsewhere meanwhile: both stand in the field, and nothing is written over.
        area.value = kept.base === area.defaultValue ? kept.text : `${area.value}\n\n${kept.text}`.trim();
        if (area.closest("details")) area.closest("details").open = true;
        state.textContent = told.dataset.restored;
      }
      area.addEventListener("input", () => { state.textContent = ""; keep(place(area), { text: area.value, base: area.defaultValue }); });
    }

    form.addEventListener("submit", (event) => {
      if (!navigator.onLine) { event.preventDefault(); state.textContent = told.dataset.waits; return; }
      for (const area of areas) { const kept = read(place(area)); if (kept) keep(place(area), { ...kept, sent: true }); }
    });
  }

  // Another page was reached after sending: the house has the words.
  for (const place of Object.keys(localStorage)) {
    if (place.startsWith(mine) && !places.has(place) && read(place)?.sent) localStorage.removeItem(place);
  }
})();
