'use strict';
// Two things only: the language switch, and redrawing list and maps for an as-known month from the JSON in the page.
(() => {
  const root = document.documentElement;
  const buttons = document.querySelectorAll('.lang button');
  const speak = (lang) => {
    root.lang = lang;
    buttons.forEach((b) => b.setAttribute('aria-pressed', String(b.dataset.lang === lang)));
  };
  buttons.forEach((b) => b.addEventListener('click', () => speak(b.dataset.lang)));
  const asked = new URLSearchParams(location.search); // a link may name both: ?lang=en&month=2024-10
  if (asked.get('lang') === 'en') speak('en');

  const holder = document.getElementById('past');
  const chooser = document.getElementById('as-known');
  if (!holder || !chooser) return;
  const past = JSON.parse(holder.textContent);
  const codes = Object.keys(past.bands);

  const make = (tag, className, ...children) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    node.append(...children.filter(Boolean));
    return node;
  };
  const both = (pair) => {
    const made = document.createDocumentFragment();
    ['vi', 'en'].forEach((lang, i) => {
      const span = make('span', lang, pair[i]);
      span.lang = lang;
      made.append(span);
    });
    return made;
  };
  const symbol = (code) => {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('aria-hidden', 'true');
    const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
    use.setAttribute('href', '#s-' + code);
    svg.append(use);
    return svg;
  };
  const chip = (code, n) =>
    make('span', 'chip b-' + code, symbol(code), make('span', '', both(past.bands[code]), n === null ? '' : ' ' + n));
  const row = (entry) => {
    const name = make('th', '', both(entry.name));
    name.scope = 'row';
    const quote = entry.quote === undefined ? null : make('span', '', past.quotes[entry.quote], ' (', both(entry.who), ')');
    return make('tr', '', name,
      make('td', '', make('ul', 'counts', ...entry.bands.map(([code, n]) => make('li', '', chip(code, n))))),
      make('td', 'num', entry.chance && both(entry.chance), entry.chance && ' · ', entry.p && both(entry.p)),
      make('td', 'num', entry.progress && both(entry.progress)),
      make('td', 'num', entry.left && both(entry.left)),
      make('td', '', quote));
  };
  const show = (month) => {
    const state = past.months[month];
    document.getElementById('known-rows').replaceChildren(...state.rows.map(row));
    Object.entries(state.maps).forEach(([commitment, digits]) => {
      document.querySelectorAll('figure[data-commitment="' + commitment + '"]').forEach((figure) => {
        const counts = {};
        figure.querySelectorAll('.tile[data-area]').forEach((tile, i) => {
          const code = codes[Number(digits[i])];
          const word = code ? past.bands[code] : ['chưa theo dõi', 'not followed'];
          counts[code] = (counts[code] || 0) + 1;
          tile.setAttribute('class', 'tile ' + (code ? 'b-' + code : 'void'));
          tile.querySelector('use').setAttribute('href', code ? '#s-' + code : '#s-empty');
          tile.querySelector('title').textContent = tile.dataset.name + ': ' + word.join(' / ');
        });
        figure.querySelector('.legend').replaceChildren(...codes.filter((c) => counts[c]).map((c) =>
          make('li', '', chip(c, counts[c]))));
        const [year, ordinal] = month.split('-');
        figure.querySelector('.known').textContent = Number(ordinal) + '/' + year;
      });
    });
  };
  const choose = (month) => {
    document.querySelectorAll('.as-known').forEach((select) => { select.value = month; });
    show(month);
  };
  document.querySelectorAll('.as-known').forEach((select) => {
    select.addEventListener('change', () => choose(select.value));
  });
  if (past.months[asked.get('month')]) choose(asked.get('month'));
})();
