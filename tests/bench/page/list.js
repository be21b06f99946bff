// A list of 100,000 rows by hand: as many row elements as fit on the screen, reused as it scrolls, all data at hand.
const ROWS = 100_000;
const ROW_PX = 40;
const rows = Array.from({ length: ROWS }, (_, at) => [
  `Customer ${at}`, 'Growth', 'Loyal', `${at % 100} %`, `${at % 28 + 1} Mar 2026`, `${at % 50}`, `¥${at * 7}`, `${at % 97} %`,
]);

const list = document.getElementById('list');
const space = document.getElementById('row-space');
space.style.height = `${ROWS * ROW_PX}px`;
const drawn = [];

function draw() {
  const first = Math.floor(list.scrollTop / ROW_PX);
  const count = Math.ceil(list.clientHeight / ROW_PX) + 1;
  while (drawn.length < count) {
    const row = document.createElement('div');
    row.className = 'row';
    row.append(...rows[0].map(() => document.createElement('span')));
    space.append(row);
    drawn.push({ row, at: -1 });
  }
  for (let at = first; at < Math.min(first + count, ROWS); at += 1) {
    const slot = drawn[at % drawn.length];
    if (slot.at === at) continue;
    slot.at = at;
    slot.row.style.transform = `translateY(${at * ROW_PX}px)`;
    rows[at].forEach((text, cell) => {
      slot.row.children[cell].textContent = text;
    });
  }
}

list.addEventListener('scroll', draw);
draw();
window.drawn = true;
