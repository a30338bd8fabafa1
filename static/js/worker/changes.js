// The half of the service worker that keeps ticks, steps of a study screen and grades until they can be sent.

const PATIENCE_WITH_CHANGES = 8000;
const PATIENCE_WITH_QUEUE = 2000;
const PATIENCE_AFTERWARDS = 5000;

/**
 * @typedef {object} Change
 * @property {string} path
 * @property {string} body its fields, without the CSRF token
 * @property {string} token
 * @property {string} [task]
 * @property {number} [sitting]
 * @property {string} [item]
 * @property {string} [card]
 * @property {boolean} [done] what it makes of the sitting
 */

let hasChanged = false;
let lastNumber = 0;
let unreachableUntil = 0;
/** @type {Promise<{ sent: number, refused: number, left: number, isRefusedSession: boolean }> | undefined} */
let sending;

/**
 * In order: where something waits already, that goes first.
 * @param {Request} request
 * @param {string} path
 */
async function sendOrKeep(request, path) {
  hasChanged = true;
  const account = await findAccount();
  if (!account || !isOwn(request)) return fetch(request);
  const body = await request.clone().text();
  try {
    if ((await within(sendAll(), PATIENCE_WITH_QUEUE)).left === 0)
      return await within(fetch(request), PATIENCE_WITH_CHANGES);
  } catch {
    unreachableUntil = Date.now() + PATIENCE_AFTERWARDS;
  }
  const next = await keep(account, path, request, new URLSearchParams(body));
  return request.headers.has("HX-Request") ? new Response(null, { status: 204 }) : Response.redirect(next, 303);
}

/**
 * Whether a page of the app sends it. What is kept goes out with the app's own CSRF token later, which another site's
 * form must not come to in this way.
 * @param {Request} request
 */
function isOwn(request) {
  return request.referrer.startsWith(`${location.origin}/`);
}

/** @param {string} account */
async function readQueue(account) {
  const queue = await caches.open(QUEUE + account);
  const keys = await queue.keys();
  /** @param {Request} key */
  const read = async (key) => ({ key, change: /** @type {Change} */ (await (await queue.match(key))?.json()) });
  const waiting = await Promise.all(keys.map(read));
  return { queue, waiting: waiting.filter(({ change }) => change) };
}

/**
 * Puts a change into the queue. Resolves to the page that follows it.
 * @param {string} account
 * @param {string} path
 * @param {Request} request
 * @param {URLSearchParams} fields
 */
async function keep(account, path, request, fields) {
  const { queue, waiting } = await readQueue(account);
  const token = fields.get("csrfmiddlewaretoken") ?? request.headers.get("X-CSRFToken") ?? "";
  fields.delete("csrfmiddlewaretoken");
  /** @type {Change} */
  const change = { path, token, body: fields.toString(), sitting: Number(fields.get("sitting") ?? 0) };
  const places = (fields.get("next") ?? "").split(" ").filter((place) => /^\/(?!\/)/.test(place));
  let next = places[0] ?? (request.referrer || "/");
  if (path === CARDS) [change.card, next] = [fields.get("card") ?? "", CARDS];
  else if (path === TICKS) [change.task, change.done] = [fields.get("task") ?? "", fields.get("done") === "1"];
  else {
    [change.task, change.item] = [decodeURIComponent(path.split("/")[2]), fields.get("item") ?? ""];
    next = places.find((place) => !isDone(place, waiting)) ?? next;
    change.done = places.length > 0 && !isSameSitting(next, change);
  }
  lastNumber = Math.max(lastNumber + 1, Date.now());
  await queue.put(`/queue/${lastNumber}`, new Response(JSON.stringify(change)));
  await tellWaiting(account, change.card !== undefined);
  return new URL(next, location.origin).href;
}

/**
 * @param {string} place
 * @param {Change} change
 */
function isSameSitting(place, change) {
  const url = new URL(place, location.origin);
  const sitting = Number(url.searchParams.get("sitting") ?? 0);
  return decodeURIComponent(url.pathname) === `/study/${change.task}/` && sitting === change.sitting;
}

/**
 * Whether what is to be done there waits to be sent.
 * @param {string} place
 * @param {{ change: Change }[]} waiting
 */
function isDone(place, waiting) {
  const item = new URL(place, location.origin).searchParams.get("item");
  return waiting.some(
    ({ change }) => isSameSitting(place, change) && (change.done || (item !== null && change.item === item)),
  );
}

/**
 * @param {string} account
 * @param {boolean} [isCardKept] whether a grade has just been kept
 */
async function tellWaiting(account, isCardKept = false) {
  const { waiting } = await readQueue(account);
  const shown = waiting.map(({ change: { path, task, sitting, done, card } }) => ({ path, task, sitting, done, card }));
  await tell({ waiting: shown, isCardKept });
}

/**
 * Sends what waits, in order, each until it is answered; one run at a time.
 * @param {string} [token] of the page that asks; else each change goes with its own
 */
async function sendAll(token) {
  while (token && sending) await sending;
  sending ??= sendInOrder(token).finally(() => {
    sending = undefined;
  });
  return sending;
}

/** @param {string} [token] */
async function sendInOrder(token) {
  const account = await findAccount();
  const news = { sent: 0, refused: 0, left: 0, isRefusedSession: false };
  if (!account) return news;
  let { queue, waiting } = await readQueue(account);
  if (!waiting.length) return news;
  while (waiting.length && Date.now() >= unreachableUntil) {
    const [{ key, change }] = waiting;
    const headers = {
      "Content-Type": "application/x-www-form-urlencoded",
      "X-CSRFToken": token || change.token,
      [HEADER]: account,
    };
    const post = { method: "POST", body: change.body, headers, redirect: /** @type {const} */ ("manual") };
    const status = await within(fetch(change.path, post), PATIENCE_WITH_CHANGES).then(
      (response) => response.status,
      () => 0,
    );
    if (!status) unreachableUntil = Date.now() + PATIENCE_AFTERWARDS;
    news.isRefusedSession = status === 401 || status === 403;
    if (status < 200 || status >= 500 || status === 429 || news.isRefusedSession) break;
    await queue.delete(key);
    news[status < 400 ? "sent" : "refused"] += 1;
    // What was kept meanwhile goes out before anything newer.
    ({ queue, waiting } = await readQueue(account));
  }
  news.left = waiting.length;
  await tellWaiting(account);
  if (news.sent || news.refused || (token && news.isRefusedSession)) await tell({ result: news });
  return news;
}
