// Without a connection: says whether words wait on this device (never which), and goes on as soon as there is a connection.
const PAUSE = 3000; // milliseconds
const again = () => location.reload();
const waits = (key) => { try { return JSON.parse(localStorage.getItem(key)).saved === null; } catch { return false; } };

// A device that says it is connected may still reach nothing, so something small is asked for first.
async function look() {
  if (document.hidden) return;
  try { await fetch("/app/sv/manifest.webmanifest", { cache: "no-store", credentials: "omit" }); } catch { return; }
  again();
}

document.querySelector("[data-again]").addEventListener("click", (event) => { event.preventDefault(); again(); });
window.addEventListener("online", look);
document.addEventListener("visibilitychange", look);
setInterval(look, PAUSE);
try {
  const words = Object.keys(localStorage).filter((key) => key.startsWith("stigar:") && waits(key));
  document.querySelector("[data-waits]").hidden = !words.length;
} catch { /* a device that keeps nothing has nothing that waits */ }
