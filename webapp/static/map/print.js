/* The button that prints; without a script the browser's menu does the same. */

document.getElementById('drucken').addEventListener('click', () => print());
