// A small set of line icons, drawn on a 20 x 20 grid. They decorate; the words beside them tell.

import { svg } from "lit";

const PATHS = {
  today: svg`<circle cx="10" cy="10" r="7"/><path d="M10 6v4l2.5 2.5"/>`,
  clients: svg`<path d="M3 17V6l6-3v14M9 8h8v9M3 17h14M12 11.5h2M12 14h2"/>`,
  calendar: svg`<path d="M3.5 5h13v11.5h-13zM3.5 8.5h13M7 3v3M13 3v3"/>`,
  leads: svg`<path d="M3 4h14v12H3zM3 11h4l1 2h4l1-2h4"/>`,
  people: svg`<circle cx="8" cy="7" r="3"/><path d="M2.5 17c0-3.5 2.5-5 5.5-5s5.5 1.5 5.5 5M13 4.5a3 3 0 0 1 0 5M15 12.5c1.7.700 2.5 2.2 2.5 4.5"/>`,
  report: svg`<path d="M3 17h14M5.5 17v-5M10 17V4M14.5 17V9"/>`,
  funnel: svg`<path d="M3 4h14l-5 6.500v5.500l-4 1.500v-7z"/>`,
  "client-report": svg`<path d="M5 2.500h7l3.500 3.500v11.500H5zM12 2.500V6h3.500M7.500 14.500v-3M10 14.500V9M12.500 14.500v-2"/>`,
  users: svg`<circle cx="10" cy="6.5" r="3"/><path d="M3.5 17c0-4 3-5.500 6.500-5.500s6.500 1.500 6.500 5.500"/>`,
  keys: svg`<circle cx="6.500" cy="13.500" r="3.500"/><path d="M9 11l7.500-7.500M13 7l2.500 2.500"/>`,
  security: svg`<path d="M10 2.500l6.500 2.500v5c0 4-3 6.500-6.500 7.500-3.500-1-6.500-3.500-6.500-7.500V5zM7 10l2.200 2.200L13 8.200"/>`,
  plus: svg`<path d="M10 4v12M4 10h12"/>`,
  close: svg`<path d="M5 5l10 10M15 5L5 15"/>`,
  left: svg`<path d="M12 4l-6 6 6 6"/>`,
  right: svg`<path d="M8 4l6 6-6 6"/>`,
  up: svg`<path d="M4 12l6-6 6 6"/>`,
  down: svg`<path d="M4 8l6 6 6-6"/>`,
  download: svg`<path d="M10 3v9M6 8.5l4 4 4-4M4 16.5h12"/>`,
  upload: svg`<path d="M10 13V4M6 7.5l4-4 4 4M4 16.5h12"/>`,
  check: svg`<path d="M4 10.5l4 4 8-9"/>`,
  warning: svg`<path d="M10 3l7.5 13.5h-15zM10 8v4M10 14.2v.1"/>`,
  copy: svg`<path d="M7 7h9v9.5H7zM4 13V3.5h9"/>`,
  costs: svg`<circle cx="10" cy="10" r="7"/><path d="M12.5 7.500a3.500 3.500 0 1 0 0 5M6.500 9h4M6.500 11h4"/>`,
  links: svg`<path d="M8.5 11.5l3-3M7.5 8.5L5 11a2.8 2.8 0 0 0 4 4l2.5-2.5M12.5 11.5L15 9a2.8 2.8 0 0 0-4-4L8.5 7.5"/>`,
  link: svg`<path d="M8.5 11.5l3-3M7.5 8.5L5 11a2.8 2.8 0 0 0 4 4l2.5-2.5M12.5 11.5L15 9a2.8 2.8 0 0 0-4-4L8.5 7.5"/>`,
  print: svg`<path d="M6 7.5V3h8v4.5M6 14H3.5V7.5h13V14H14M6 12h8v5H6z"/>`,
};

export const icon = (name) => svg`
  <svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">${PATHS[name]}</svg>`;
