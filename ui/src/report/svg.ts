/** Elements a report page is made of; anything else is dropped. */
const ELEMENTS = new Set(
  'svg g path rect line circle ellipse polyline polygon text tspan title desc defs clippath lineargradient radialgradient stop a use'.split(
    ' ',
  ),
);

/** Attributes whose value names a place: only places within the page itself. */
const REFERENCES = new Set(['href', 'xlink:href']);

function isSafe(name: string, value: string): boolean {
  const lower = name.toLowerCase();
  if (lower.startsWith('on')) return false;
  if (REFERENCES.has(lower)) return value.startsWith('#');
  // url(#id) is a place within the page, url(anything else) is not.
  return !/url\(\s*['"]?(?!#|['"])/i.test(value);
}

function clean(element: Element, prefix: string): void {
  for (const { name, value } of [...element.attributes]) {
    if (!isSafe(name, value)) {
      element.removeAttribute(name);
    } else if (name === 'id') {
      element.setAttribute(name, prefix + value);
    } else if (REFERENCES.has(name.toLowerCase()) && element.tagName.toLowerCase() !== 'a') {
      element.setAttribute(name, `#${prefix}${value.slice(1)}`);
    } else if (value.includes('url(#')) {
      element.setAttribute(name, value.replaceAll('url(#', `url(#${prefix}`));
    }
  }
  for (const child of [...element.children]) {
    if (ELEMENTS.has(child.tagName.toLowerCase())) clean(child, prefix);
    else child.remove();
  }
}

/**
 * The page as an element that can do nothing but be looked at. In the document, not as a picture:
 * a picture could not use the window's embedded face. Ids get a prefix, because several pages
 * stand in one document.
 */
export function safeSvg(text: string, prefix: string): SVGElement | null {
  const parsed = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  if (parsed.tagName.toLowerCase() !== 'svg') return null;
  clean(parsed, prefix);
  parsed.setAttribute('width', '100%');
  parsed.setAttribute('height', '100%');
  return document.importNode(parsed, true) as unknown as SVGElement;
}
