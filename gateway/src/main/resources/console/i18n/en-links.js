// Tracked links and websites.

export const links = {
  "nav.links": "Links",
  "link.clicks": "Clicks so far",
  "link.together": "together",
  "link.shared": "{n} links stand for the same channel, campaign and post; they are counted together.",
  "link.post": "Post",
  "link.noPost": "No post in particular",
  "link.postHint": "Only posts of the chosen channel. Posts with {link} in their text get their tracked link by themselves.",
  "site.title": "Websites",
  "site.intro":
    "One line on the client's website measures who comes, what they look at and which forms they send. Without consent nothing is stored in the browser.",
  "site.new": "Add a website",
  "site.edit": "Change the website",
  "site.none": "No website yet",
  "site.noneText": "Without it only clicks on tracked links count, not what happens on the website afterwards.",
  "site.name": "Name",
  "site.origins": "Addresses where it may measure",
  "site.originsHint": "One a line, without a path, for example https://www.example.de",
  "site.originRule": "Only scheme and host, for example https://www.example.de",
  "site.paste": "This line belongs into the head of every page (before </head>):",
  "site.consent": "Consent",
  "site.consent.ASK": "is asked for",
  "site.consent.NONE": "never",
  "site.consent.GRANTED": "is there already",
  "site.consentText.ASK":
    "The script waits until the page says whether the visitor agreed. Without an answer, or after a no, the visit counts anonymously, by a pseudonym that lasts a day.",
  "site.consentText.NONE":
    "All visits count anonymously, by a pseudonym that lasts a day. Orders then do not find their way back.",
  "site.consentText.GRANTED":
    "The page loads the script only after consent, for example by its consent tool.",
  "site.more": "For the developers of the website",
  "site.call.consent": "The visitor agreed. Only then they are recognised again.",
  "site.call.refuse": "They refused or withdrew; their id is deleted.",
  "site.call.event": "Counts an event of your own, here a sign-up for the newsletter.",
  "site.call.id": "The visitor's id for an order; empty without consent.",
  "site.call.field":
    "A hidden field that forms get by themselves after consent. Stored with a lead or an order, it says where they came from.",
};
