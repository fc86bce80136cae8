// The few things a page does by itself: colours, quiet messages, counting letters, the slider's words, one click only.
// Everything works without this file too, only less smoothly. No inline scripts: the content policy forbids them.

const root = document.documentElement;

function chooseColours(scheme) {
  root.dataset.colorScheme = scheme;
  document.cookie = `scheme=${scheme}; path=/; max-age=31536000; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
  for (const button of document.querySelectorAll("[data-scheme]")) {
    button.setAttribute("aria-pressed", String(button.dataset.scheme === scheme));
  }
}

// A message stays while someone points at it or has the keyboard in it; with something to undo it stays for twenty seconds.
function letToastGo(toast) {
  let waiting;
  const leave = () => toast.remove();
  const wait = () => { waiting = setTimeout(leave, toast.querySelector("form, a") ? 20000 : 7000); };
  const stay = () => clearTimeout(waiting);
  toast.addEventListener("pointerenter", stay);
  toast.addEventListener("focusin", stay);
  toast.addEventListener("pointerleave", wait);
  toast.addEventListener("focusout", wait);
  wait();
}

function countLetters(words) {
  const box = words.closest(".field")?.querySelector("[maxlength]");
  if (!box) return;
  const say = () => { words.textContent = words.dataset.left.replace("%d", box.maxLength - box.value.length); };
  box.addEventListener("input", say);
  say();
}

// The slider's options carry their words; the one chosen is shown and spoken.
function tellSlider(slider) {
  const words = [...(slider.list?.options ?? [])].find((option) => option.value === slider.value)?.label;
  if (!words) return;
  slider.setAttribute("aria-valuetext", words);
  const output = document.getElementById(slider.dataset.words);
  if (output) output.textContent = words;
}

function wake(part) {
  const each = (selector, action) => {
    for (const found of [part, ...part.querySelectorAll("*")].filter((one) => one.matches?.(selector))) {
      if (found.awake) continue;
      found.awake = true;
      action(found);
    }
  };
  each("[data-toast]", letToastGo);
  each("[data-left]", countLetters);
  each('input[type="range"][data-words]', (slider) => {
    slider.addEventListener("input", () => tellSlider(slider));
    tellSlider(slider);
  });
  each("[data-focus]", (found) => found.focus());
  each(".subplaces [aria-current]", (here) => {
    const row = here.closest(".subplaces");
    row.scrollLeft = here.offsetLeft - row.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
  });
}

document.addEventListener("click", (event) => {
  const { target } = event;
  const scheme = target.closest("[data-scheme]");
  if (scheme) {
    event.preventDefault();
    chooseColours(scheme.dataset.scheme);
  }
  if (target.closest("[data-print]")) window.print();
  target.closest("[data-close-toast]")?.closest("[data-toast]").remove();
});

// The second click of an impatient hand must not make a second record.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || "again" in form.dataset) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
});
window.addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// Ctrl+Z outside a text undoes what the message says can be undone.
document.addEventListener("keydown", (event) => {
  if (event.key !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const undo = [...document.querySelectorAll("[data-undo]")].at(-1);
  if (!undo) return;
  event.preventDefault();
  undo.click();
});

document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-submit-on-change]")) target.form.requestSubmit();
});

// Paper is white whatever the screen is.
let onScreen;
window.addEventListener("beforeprint", () => { onScreen = root.dataset.colorScheme; root.dataset.colorScheme = "light"; });
window.addEventListener("afterprint", () => { root.dataset.colorScheme = onScreen; });

// A phone shows a page of our own when there is no connection; only where the browser lets a page have a worker, which is over https.
navigator.serviceWorker?.register(`/app/${root.lang}/worker.js`, { scope: "/" }).catch(() => {});

new MutationObserver((changes) => {
  for (const { addedNodes } of changes) for (const node of addedNodes) if (node.nodeType === Node.ELEMENT_NODE) wake(node);
}).observe(document.body, { childList: true, subtree: true });
wake(document.body);
