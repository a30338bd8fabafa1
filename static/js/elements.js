// Elements of the kind that a script works with. A page without one that it should have fails with its name.

/**
 * @template {Element} E
 * @param {string} selector
 * @param {new () => E} kind
 * @param {ParentNode} [within]
 * @returns {E | null}
 */
export function findElement(selector, kind, within = document) {
  const element = within.querySelector(selector);
  return element instanceof kind ? element : null;
}

/**
 * @template {Element} E
 * @param {string} selector
 * @param {new () => E} kind
 * @param {ParentNode} [within]
 */
export function getElement(selector, kind, within = document) {
  const element = findElement(selector, kind, within);
  if (!element) throw new TypeError(`No ${kind.name} is ${selector} here.`);
  return element;
}

/**
 * @template {Element} E
 * @param {string} selector
 * @param {new () => E} kind
 * @param {ParentNode} [within]
 */
export function findElements(selector, kind, within = document) {
  /** @type {E[]} */
  const elements = [];
  for (const element of within.querySelectorAll(selector)) if (element instanceof kind) elements.push(element);
  return elements;
}

/** @param {Event} event */
export function targetOf(event) {
  return event.target instanceof Element ? event.target : null;
}
