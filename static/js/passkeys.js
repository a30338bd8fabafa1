// Passkeys: a button makes or asks for one, and its form sends what the browser answers. Hidden where a browser cannot.

import { findElement, findElements, getElement } from "./elements.js";

const canUsePasskeys =
  "PublicKeyCredential" in window &&
  "parseRequestOptionsFromJSON" in PublicKeyCredential &&
  !/^[\d.]+$|^\[/.test(location.hostname);

/**
 * What the server wants of the browser: part of the page, or fetched, because it is good for one try only.
 * @param {HTMLFormElement} form
 */
async function readOptions(form) {
  const inPage = findElement("#passkey-options", HTMLScriptElement)?.textContent;
  if (inPage) return JSON.parse(inPage).publicKey;
  const response = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`No passkey options: ${response.status}`);
  return (await response.json()).request_options.publicKey;
}

/** @param {HTMLFormElement} form */
async function askBrowser(form) {
  const options = await readOptions(form);
  if (form.dataset.passkey === "get") {
    return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
  }
  const residentKey = { residentKey: "required", requireResidentKey: true, userVerification: "required" };
  options.authenticatorSelection = { ...options.authenticatorSelection, ...residentKey };
  return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
}

/** @param {HTMLFormElement} form */
async function send(form) {
  const failed = getElement("[data-passkey-failed]", HTMLElement, form);
  failed.hidden = true;
  try {
    getElement("[name=credential]", HTMLInputElement, form).value = JSON.stringify(await askBrowser(form));
    form.submit();
  } catch {
    failed.hidden = false; // put aside by the user, or out of time
  }
}

if (canUsePasskeys) {
  for (const hint of findElements("[data-passkey-missing]", HTMLElement)) hint.hidden = true;
  for (const form of findElements("[data-passkey]", HTMLFormElement)) {
    getElement("[data-passkey-button]", HTMLElement, form).hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form);
    });
  }
}
