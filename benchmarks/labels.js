/* Reads what is drawn: the names by the calls that write them, signs and lines by the network that was drawn. */

{
  const drawn = { names: [] };
  const isMap = (context) => Boolean(context.canvas.closest?.('#netz'));
  const { fillText, clearRect } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.clearRect = function clear(...area) {
    if (isMap(this)) drawn.names = [];
    return clearRect.apply(this, area);
  };
  CanvasRenderingContext2D.prototype.fillText = function fill(text, x, y, ...rest) {
    if (isMap(this)) {
      const { a, d, e, f } = this.getTransform();
      const size = this.measureText(text);
      const [left, right] = [a * (x - size.actualBoundingBoxLeft) + e, a * (x + size.actualBoundingBoxRight) + e];
      const [top, bottom] = [d * (y - size.actualBoundingBoxAscent) + f, d * (y + size.actualBoundingBoxDescent) + f];
      drawn.names.push({ text, key: `${this.font} ${this.textAlign} ${Math.round(a * x)}`, left, right, top, bottom });
    }
    return fillText.call(this, text, x, y, ...rest);
  };

  const plain = (text) => text.replaceAll('\u00a0', ' ').replaceAll('\u00ad', '').replace(/\s+/g, ' ').trim();
  const joined = (lines) => ({
    text: plain(lines.map(({ text }) => text).join(' ')),
    left: Math.min(...lines.map(({ left }) => left)), right: Math.max(...lines.map(({ right }) => right)),
    top: Math.min(...lines.map(({ top }) => top)), bottom: Math.max(...lines.map(({ bottom }) => bottom)),
  });
  /* Lines that were written one after the other, one beneath the other, are one name. */
  function gather(lines) {
    const groups = [];
    for (const line of lines) {
      const last = groups.at(-1)?.at(-1);
      if (last?.key === line.key && line.top > last.top && line.top - last.bottom < 8) groups.at(-1).push(line);
      else groups.push([line]);
    }
    return groups.map(joined);
  }

  const meet = (one, other, less = 1) => one.left + less < other.right && other.left + less < one.right
    && one.top + less < other.bottom && other.top + less < one.bottom;
  const away = (box, { x, y, radius }) => Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom)) - radius;
  function says(text, { label, short }) {
    const full = plain(label);
    const bare = plain(label.replace(/\s*\([^)]*\)\s*/g, ' '));
    const cut = text.endsWith('…') ? plain(text.slice(0, -1)) : null;
    return [full, bare, plain(short ?? '')].some((name) => name && (name === text || name.replaceAll(' ', '') === text.replaceAll(' ', '') || (cut && name.startsWith(cut))));
  }

  function count(names, signs, lines) {
    const owners = names.map((name) => signs.filter((sign) => says(name.text, sign)).sort((a, b) => away(name, a) - away(name, b))[0]);
    const best = new Map();
    names.forEach((name, index) => {
      const owner = owners[index];
      if (owner && !(best.has(owner) && away(names[best.get(owner)], owner) <= away(name, owner))) best.set(owner, index);
    });
    const own = new Set(best.values());
    const wrong = [...own].filter((index) => signs.some((sign) => sign !== owners[index] && away(names[index], sign) < away(names[index], owners[index]) - 0.5));
    const boxes = signs.map((sign) => ({ sign, left: sign.x - sign.radius, right: sign.x + sign.radius, top: sign.y - sign.radius, bottom: sign.y + sign.radius }));
    const crossed = names.flatMap((name, index) => names.slice(index + 1).filter((other) => meet(name, other)));
    const hidden = names.flatMap((name, index) => boxes.filter((box) => box.sign !== owners[index] && meet(name, box)));
    return {
      signs: signs.length, unnamed: signs.length - best.size, wrong: wrong.length, crossed: crossed.length, hidden: hidden.length, crossings: crossings(lines),
      which: { unnamed: signs.filter((sign) => !best.has(sign)).map(({ label }) => label), wrong: wrong.map((index) => names[index].text) },
    };
  }

  const side = (a, b, c) => Math.sign((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x));
  const cross = ([a, b], [c, d]) => ![a, b].includes(c) && ![a, b].includes(d)
    && side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
  const crossings = (lines) => lines.reduce((sum, line, index) => sum + lines.slice(index + 1).filter((other) => cross(line, other)).length, 0);

  window.countScreen = async () => {
    const network = window.drawnNetwork;
    const { loadPicture } = await import('/static/map/data.js');
    const picture = await loadPicture(document.querySelector('#karte').dataset.source);
    const scale = network.getScale();
    const signs = new Map(Object.values(network.body.nodes).filter(({ id }) => picture.node.has(id)).map((node) => {
      const { label, short } = picture.node.get(node.id);
      const radius = (node.options.shape === 'custom' ? 10 * node.shape.width / 24 : node.options.size) * scale;
      return [node.id, { label, short, radius, ...network.canvasToDOM({ x: node.x, y: node.y }) }];
    }));
    const pairs = new Map(Object.values(network.body.edges).filter(({ connected }) => connected).map(({ fromId, toId }) => [[fromId, toId].sort().join(' '), [signs.get(fromId), signs.get(toId)]]));
    return count(gather(drawn.names), [...signs.values()], [...pairs.values()].filter((ends) => ends.every(Boolean)));
  };

  window.countPaper = async (text) => {
    const { loadPicture } = await import('/static/map/data.js');
    const { nodes } = await loadPicture(document.querySelector('#karte').dataset.source);
    const shorts = new Map(nodes.map(({ label, short }) => [label, short]));
    const holder = document.createElement('div');
    holder.style.cssText = 'position:absolute;left:0;top:0';
    holder.append(new DOMParser().parseFromString(text, 'image/svg+xml').documentElement);
    document.body.append(holder);
    const signs = [...holder.querySelectorAll('[transform]')].flatMap((element) => {
      const found = /translate\(([-\d.]+) ([-\d.]+)\) scale\(([\d.]+)\)/.exec(element.getAttribute('transform'));
      return found ? [{ label: element.querySelector('title')?.textContent ?? '', short: shorts.get(element.querySelector('title')?.textContent) ?? '', x: Number(found[1]), y: Number(found[2]), radius: 8 * Number(found[3]) }] : [];
    });
    const names = [...holder.querySelectorAll('#namen text')].map((element) => {
      const { x, y, width, height } = element.getBBox();
      return { text: plain([...element.querySelectorAll('tspan')].map((line) => line.textContent).join(' ')), left: x, right: x + width, top: y + height * 0.12, bottom: y + height * 0.88 };
    });
    holder.remove();
    return count(names, signs, []);
  };
}
