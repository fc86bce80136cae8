{% load static %}// Without a connection a page of one's own is shown, which says so. Nothing personal is kept: only that page and what it is
// drawn with, asked for as nobody. A release with other files is another shelf ({% static 'web/stigar.css' %}).
const PAGE = "{{ page }}", SHELF = `${PAGE} {% static 'web/stigar.css' %} {% static 'web/parts.css' %} {% static 'web/offline.js' %}`;

async function fill() {
  const shelf = await caches.open(SHELF);
  const page = await fetch(PAGE, { credentials: "omit", cache: "no-store" });
  if (!page.ok) throw new Error(String(page.status));
  const drawn = [...(await page.clone().text()).matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)].map((found) => found[1]);
  await shelf.addAll(new Set([...drawn, "{% static 'web/contours.svg' %}"]));
  await shelf.put(PAGE, page);
}

async function clear() {
  for (const name of await caches.keys()) if (name !== SHELF) await caches.delete(name);
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

async function go(event) {
  try {
    return (await event.preloadResponse) || (await fetch(event.request));
  } catch (lost) {
    const page = await caches.match(PAGE);
    if (!page) throw lost;
    return page;
  }
}

const drawing = async (request) => fetch(request).catch(async (lost) => {
  const found = await caches.match(request.url);
  if (!found) throw lost;
  return found;
});

self.addEventListener("install", (event) => { self.skipWaiting(); event.waitUntil(fill()); });
self.addEventListener("activate", (event) => event.waitUntil(clear()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(go(event));
  else if (new URL(request.url).pathname.startsWith("/static/")) event.respondWith(drawing(request));
});
