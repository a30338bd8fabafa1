// The service worker, served as /sw.js with changes.js behind one line with SETTINGS. This half opens pages without a
// connection; the other keeps changes until they can be sent. All that is stored is in Cache Storage, in three kinds of caches:
//   files:<version>            what pages are made with, the same for everybody
//   pages:<version>:<account>  pages of one account, under the key that the server says in a header
//   queue:<account>            changes of that account that wait to be sent, as JSON, by their number

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const HEADER = "Studyplan-Account";
const FILES = `files:${SETTINGS.version}`;
const PAGES = `pages:${SETTINGS.version}:`;
const QUEUE = "queue:";
const [OFFLINE, LIST, ALL_CARDS, CARDS, TICKS] = [
  "/offline/",
  "/offline/pages/",
  "/offline/cards/",
  "/practice/cards/",
  "/progress/",
];
const NEVER_STORED = /^\/(account|accounts|admin|offline|plan\/calendar)\/|^\/practice\/cards\/$/;
const CHANGES = /^\/(progress|study\/[^/]+|practice\/cards)\/$/;
const PATIENCE = 4000;
const MILLISECONDS_OF_LIST = 300_000;
const MOST_SECONDS_ANEW = 300;
const MOST_PAGES = 200;

worker.addEventListener("install", (event) => {
  const store = async () => {
    const files = await caches.open(FILES);
    await files.addAll([...SETTINGS.files, new Request(OFFLINE, { credentials: "omit" })]);
    await worker.skipWaiting();
  };
  event.waitUntil(store());
});

worker.addEventListener("activate", (event) => {
  const start = async () => {
    const names = await caches.keys();
    const old = names.filter((name) => /^(files|pages):/.test(name) && name !== FILES && !name.startsWith(PAGES));
    await Promise.all(old.map((name) => caches.delete(name)));
    await worker.registration.navigationPreload?.enable();
    await worker.clients.claim();
  };
  event.waitUntil(start());
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && CHANGES.test(url.pathname)) event.respondWith(sendOrKeep(request, url.pathname));
  else if (request.method === "GET" && request.mode === "navigate") event.respondWith(openPage(event, url));
  else if (request.method === "GET" && SETTINGS.files.includes(url.pathname)) event.respondWith(openFile(request));
});

worker.addEventListener("message", (event) => {
  const { type, account, token, isOnline, leaving } = event.data;
  const answer = async () => {
    const stored = (await findAccount()) || account;
    if (stored !== account || (newest.began && newest.account !== account)) return;
    await caches.open(PAGES + account);
    if (type === "store") return storeAhead(account, leaving);
    if (isOnline) unreachableUntil = 0;
    await tellWaiting(account);
    const result = await sendAll(token);
    event.ports[0]?.postMessage(result);
  };
  event.waitUntil(answer().catch(() => {}));
});

/**
 * @template T
 * @param {Promise<T>} answer
 * @param {number} milliseconds
 * @returns {Promise<T>}
 */
function within(answer, milliseconds) {
  const late = new Promise((_resolve, reject) => setTimeout(() => reject(new Error("too late")), milliseconds));
  return Promise.race([answer, late]);
}

/** @param {object} news */
async function tell(news) {
  for (const client of await worker.clients.matchAll({ type: "window" })) client.postMessage(news);
}

// Pages

/** @param {Request} request */
async function openFile(request) {
  return (await caches.match(request, { cacheName: FILES, ignoreVary: true })) ?? fetch(request);
}

/**
 * @param {FetchEvent} event
 * @param {URL} url
 */
async function openPage(event, url) {
  const began = ++requests;
  const answer = ask(event);
  event.waitUntil(answer.then((response) => remember(url, response.clone(), began)).catch(() => {}));
  const stored = await findPage(url).catch(() => undefined);
  try {
    return await (stored ? within(answer, PATIENCE) : answer);
  } catch {
    return stored
      ? markStored(stored)
      : ((await caches.match(OFFLINE, { cacheName: FILES, ignoreVary: true })) ?? Response.error());
  }
}

/**
 * The page from the server, after all that waits was sent: it shows that already.
 * @param {FetchEvent} event
 */
async function ask(event) {
  const first = (await event.preloadResponse) ?? (await fetch(event.request));
  unreachableUntil = 0;
  const { sent } = await sendAll().catch(() => ({ sent: 0 }));
  return sent ? fetch(event.request) : first;
}

/** @param {URL} url */
function keyOf(url) {
  const query = new URLSearchParams(url.search);
  query.delete("done");
  return url.pathname + (query.size ? `?${query}` : "");
}

/** @param {URL} url */
async function findPage(url) {
  const account = await findAccount();
  if (!account) return undefined;
  const pages = await caches.open(PAGES + account);
  return pages.match(url.pathname === CARDS ? ALL_CARDS : keyOf(url), { ignoreVary: true });
}

/** @param {Response} stored */
async function markStored(stored) {
  const html = await stored.text();
  const mark = `<body data-stored="${stored.headers.get("Stored-At")}" `;
  return new Response(html.replace("<body ", mark), { headers: stored.headers });
}

// Whose pages are stored is what the newest request was told: an answer that comes late from before says nothing.
let requests = 0;
let newest = { began: 0, account: "" };

/** @returns {Promise<string>} whose pages are stored; "" where none are */
async function findAccount() {
  return (await caches.keys()).find((name) => name.startsWith(PAGES))?.slice(PAGES.length) ?? "";
}

/**
 * @param {URL} url
 * @param {Response} response
 * @param {number} began
 */
async function remember(url, response, began) {
  const header = response.headers.get(HEADER);
  if (!header) return;
  const account = header === "none" ? "" : header;
  if (began < newest.began && account !== newest.account) return;
  newest = { began: Math.max(began, newest.began), account };
  await forgetOthers(account);
  if (!account || response.status !== 200 || response.redirected) return;
  if (NEVER_STORED.test(url.pathname) && url.pathname !== ALL_CARDS) return;
  if (!response.headers.get("Content-Type")?.startsWith("text/html")) return;
  await put(await caches.open(PAGES + account), keyOf(url), response);
}

/**
 * A visitor may be the owner of what waits, whose session has expired; another account is not.
 * @param {string} account
 */
async function forgetOthers(account) {
  const names = await caches.keys();
  const others = names.filter(
    (name) =>
      (name.startsWith("pages:") && name !== PAGES + account) ||
      (account && name.startsWith(QUEUE) && name !== QUEUE + account),
  );
  await Promise.all(others.map((name) => caches.delete(name)));
  if (others.length) await tell({ account });
}

/**
 * @param {Cache} pages
 * @param {string} key
 * @param {Response} response
 */
async function put(pages, key, response) {
  const headers = new Headers(response.headers);
  headers.delete("Content-Encoding");
  headers.set("Stored-At", new Date().toISOString());
  await pages.put(key, new Response(await response.blob(), { headers }));
  const keys = await pages.keys();
  if (keys.length > MOST_PAGES) await pages.delete(keys[0]);
}

/**
 * Fetches what the server names, two pages at a time, unless the stored copies are fresh enough.
 * @param {string} account
 * @param {boolean} leaving whether the app is put away: then what changes all day is fetched anew
 */
async function storeAhead(account, leaving) {
  const pages = await caches.open(PAGES + account);
  /**
   * @param {string} key
   * @param {number} milliseconds
   */
  const isFresh = async (key, milliseconds) => {
    const stored = await pages.match(key, { ignoreVary: true });
    return stored && Date.now() - Date.parse(stored.headers.get("Stored-At") ?? "") < milliseconds;
  };
  const anew = leaving && hasChanged;
  if (!anew && (await isFresh(LIST, MILLISECONDS_OF_LIST))) return;
  hasChanged = false;
  const get = { headers: { [HEADER]: account }, redirect: /** @type {const} */ ("manual") };
  const list = await fetch(LIST, get);
  if (list.status !== 200) return;
  await put(pages, LIST, list.clone());
  /** @type {{ pages: { url: string, seconds: number }[] }} */
  const named = await list.json();
  const left = named.pages[Symbol.iterator]();
  const store = async () => {
    for (const { url, seconds } of left) {
      if (await isFresh(url, anew && seconds <= MOST_SECONDS_ANEW ? 0 : seconds * 1000)) continue;
      const began = ++requests;
      await remember(new URL(url, location.origin), await fetch(url, get), began);
    }
  };
  await Promise.all([store(), store()]);
}
