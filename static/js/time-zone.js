// "Today" is the reader's day: the server learns their time zone from a cookie.

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
if (zone) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store, which it advises, works with https only.
  document.cookie = `time_zone=${zone}; path=/; samesite=lax; max-age=31536000${secure}`;
}
