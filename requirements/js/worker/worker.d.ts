// What the server writes before the service worker's source.

declare const SETTINGS: { version: string; files: string[] };
