/* What is folded on a phone stands open where there is room for it. */

if (matchMedia('(min-width: 50rem)').matches) {
  for (const part of document.querySelectorAll('details[data-fold]')) part.open = true;
}
