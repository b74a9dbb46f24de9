((d, w, l) => {
  let s = d.currentScript, { site, consent: mode } = s.dataset, to = s.src.replace(/\.js[^/]*$/, ''),
    consent = mode == 'granted' || (mode == 'none' || navigator.globalPrivacyControl ? false : null),
    waiting = [], query = new URLSearchParams(l.search), last = d.referrer, seen,
    way = (performance.getEntriesByType('navigation')[0] || {}).type, name = 'agency_visitor';

  let id = () => Array.from(crypto.getRandomValues(new Uint8Array(16)),
    b => (b + 256).toString(16).slice(1)).join('');

  let visitor = () => {
    if (!consent) return '';
    let known = d.cookie.match(/(?:^|; )agency_visitor=([\w-]{8,64})/), v = known ? known[1] : id();
    d.cookie = name + '=' + v + ';path=/;max-age=33696000;samesite=lax' +
      (l.protocol == 'https:' ? ';secure' : '');
    return v;
  };

  let session = () => {
    if (!consent) return '';
    let now = Date.now(), v = id();
    try {
      let [old, time] = (sessionStorage.agency_session || '').split('|');
      if (now - time < 18e5) v = old;
      sessionStorage.agency_session = v + '|' + now;
    } catch (e) {}
    return v;
  };

  let send = (events, tries) => fetch(to, {
    method: 'POST', keepalive: true, credentials: 'omit',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      siteKey: site, consent: consent ? 'GRANTED' : 'DENIED',
      visitorId: visitor(), sessionId: session(),
      events: events.map(({ at, ...e }) => ({ ...e, ageMillis: Math.max(0, Date.now() - at) }))
    })
  }).then(r => { if (r.status > 499 || r.status == 429) throw r; }).catch(() => {
    if (tries) setTimeout(send, 4e3 / tries, events, tries - 1);
  });

  let flush = () => { if (waiting[0]) send(waiting.splice(0, 50), 3); };

  let event = (type, more) => {
    waiting.push({ eventId: id(), type, at: Date.now(), url: l.origin + l.pathname, ...more });
    if (consent !== null) flush();
  };

  let page = () => {
    if (seen == l.pathname) return;
    if (!seen && last.split('/')[2] != l.host && !/reload|back/.test(way)) {
      let visit = { referrer: last.split(/[?#]/)[0] };
      for (let [key, value] of query) {
        let utm = /^utm_(.)([a-z]+)$/.exec(key);
        if (utm && /^(source|medium|campaign|content|term)$/.test(utm[1] + utm[2]))
          visit['utm' + utm[1].toUpperCase() + utm[2]] = value.slice(0, 200);
        if (key == 'agency_click') visit.clickId = value.slice(0, 100);
      }
      event('VISIT', visit);
    }
    seen = l.pathname;
    event('PAGE_VIEW');
  };

  w.agency = (what, a, b) => {
    if (what == 'consent') {
      consent = !!a;
      if (!a) d.cookie = name + '=;path=/;max-age=0';
      flush();
    }
    if (what == 'event') event('CUSTOM', { customType: a, properties: b });
    return visitor();
  };

  d.addEventListener('submit', e => {
    let f = e.target;
    if (consent && ((f.action + '').startsWith(l.origin + '/') || 'agency' in f.dataset)) {
      let i = f.elements[name] || f.appendChild(d.createElement('input'));
      i.type = 'hidden';
      i.name = name;
      i.value = visitor();
    }
    event('FORM_SUBMIT');
  }, true);
  w.addEventListener('pagehide', flush);
  w.addEventListener('popstate', page);
  let push = history.pushState;
  history.pushState = (...all) => { push.apply(history, all); page(); };
  page();
})(document, window, location);
