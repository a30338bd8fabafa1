// "Today" is the reader's day: the server learns their time zone from a cookie.

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone) {
  const name = `${document.body.dataset.cookies}time_zone`;
  const secure = location.protocol === "https:" ? "; secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store, which it advises, works with https only.
  document.cookie = `${name}=${zone}; path=/; samesite=lax; max-age=31536000${secure}`;
}
