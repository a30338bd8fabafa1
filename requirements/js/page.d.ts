// What scripts meet in a page and no library describes: htmx, and the events of htmx and of our server (HX-Trigger).

interface Window {
  htmx?: { trigger(element: Element, event: string): void };
}

interface HtmxEventMap {
  "htmx:beforeRequest": CustomEvent<{ elt: Element; target: Element; xhr: XMLHttpRequest }>;
  "htmx:afterRequest": CustomEvent<{ elt: Element; successful: boolean; requestConfig: { verb: string } }>;
  "htmx:beforeSwap": CustomEvent<{ target: Element; xhr: XMLHttpRequest }>;
  "htmx:afterSwap": CustomEvent<{ target: Element; xhr: XMLHttpRequest }>;
  "htmx:sendError": CustomEvent<{ elt: Element }>;
  "htmx:timeout": CustomEvent<{ elt: Element }>;
  "htmx:responseError": CustomEvent<{ xhr: XMLHttpRequest }>;
}

interface HTMLElementEventMap extends HtmxEventMap {}

interface DocumentEventMap extends HtmxEventMap {
  "changes-waiting": CustomEvent<{ waiting: { card?: string }[] }>;
  "page-stale": CustomEvent<{ message: string }>;
  // Without a task, something else that counts has changed.
  "progress-changed": CustomEvent<{ task?: string; sitting?: number; done?: boolean }>;
}
