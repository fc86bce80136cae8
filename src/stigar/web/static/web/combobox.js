// Search while typing: the server sends options into the list, the arrow keys walk it, Enter takes one, Escape closes it.
// The words in the box are always allowed as they stand. A taken option sets the hidden field and tells the page with
// the event "picked" (detail: value, text); with data-submit the form is sent.

const optionsOf = (list) => [...list.querySelectorAll('[role="option"]')];

function combobox(box) {
  const list = document.getElementById(box.getAttribute("aria-controls"));
  const around = box.closest("[data-combobox]");
  const hidden = around.querySelector('input[type="hidden"]');
  const status = around.querySelector('[role="status"]');
  const active = () => list.querySelector('[aria-selected="true"]');

  const open = (yes) => {
    list.hidden = !yes;
    box.setAttribute("aria-expanded", String(yes));
    if (!yes) walk(null);
  };
  const walk = (option) => {
    active()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) box.setAttribute("aria-activedescendant", option.id);
    else box.removeAttribute("aria-activedescendant");
  };
  const take = (option) => {
    const { value = "", text = option.textContent.trim() } = option.dataset;
    box.value = text;
    if (hidden) hidden.value = value;
    open(false);
    around.dispatchEvent(new CustomEvent("picked", { bubbles: true, detail: { value, text } }));
    if ("submit" in around.dataset) box.form.requestSubmit();
  };
  const step = (by) => {
    const options = optionsOf(list);
    if (!options.length) return;
    open(true);
    const at = options.indexOf(active());
    walk(options[(at + by + options.length + (at < 0 && by < 0 ? 1 : 0)) % options.length]);
  };

  box.addEventListener("input", () => { if (hidden) hidden.value = ""; if (!box.value.trim()) open(false); });
  box.addEventListener("keydown", (event) => {
    const keys = { ArrowDown: () => step(1), ArrowUp: () => step(-1), Escape: () => open(false) };
    if (event.key === "Enter" && !list.hidden && active()) { event.preventDefault(); take(active()); }
    else if (event.key === "Escape" && list.hidden) return;
    else if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  });
  box.addEventListener("blur", () => setTimeout(() => open(false), 120));
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => { const option = target.closest('[role="option"]'); if (option) take(option); });
  new MutationObserver(() => {
    const options = optionsOf(list);
    options.forEach((option, number) => { option.id ||= `${list.id}-${number}`; });
    if (status) status.textContent = list.querySelector("[data-words]")?.dataset.words ?? "";
    open(options.length > 0 && document.activeElement === box);
  }).observe(list, { childList: true });
}

function wake(part) {
  for (const box of part.querySelectorAll('[data-combobox] [role="combobox"]')) {
    if (!box.awake) { box.awake = true; combobox(box); }
  }
}

new MutationObserver((changes) => {
  for (const { addedNodes } of changes) for (const node of addedNodes) if (node.nodeType === Node.ELEMENT_NODE) wake(node.parentNode ?? node);
}).observe(document.body, { childList: true, subtree: true });
wake(document.body);
