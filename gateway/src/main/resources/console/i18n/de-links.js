// Messlinks und Websites.

export const links = {
  "nav.links": "Links",
  "link.clicks": "Klicks bisher",
  "link.together": "zusammen",
  "link.shared": "{n} Links stehen für denselben Kanal, dieselbe Kampagne und denselben Beitrag; gezählt wird dafür gemeinsam.",
  "link.post": "Beitrag",
  "link.noPost": "Kein bestimmter Beitrag",
  "link.postHint": "Nur Beiträge des gewählten Kanals. Beiträge mit {link} im Text bekommen ihren Messlink von selbst.",
  "site.title": "Websites",
  "site.intro":
    "Eine Zeile auf der Website des Kunden misst, wer kommt, was er ansieht und welche Formulare er abschickt. Ohne Einwilligung wird nichts im Browser gespeichert.",
  "site.new": "Website eintragen",
  "site.edit": "Website ändern",
  "site.none": "Noch keine Website",
  "site.noneText": "Ohne sie zählen nur Klicks auf Messlinks, nicht, was danach auf der Website geschieht.",
  "site.name": "Name",
  "site.origins": "Adressen, auf denen gemessen wird",
  "site.originsHint": "Eine je Zeile, ohne Pfad, zum Beispiel https://www.example.de",
  "site.originRule": "Nur Schema und Rechner, zum Beispiel https://www.example.de",
  "site.paste": "Diese Zeile gehört in den Kopf jeder Seite (vor </head>):",
  "site.consent": "Einwilligung",
  "site.consent.ASK": "wird erfragt",
  "site.consent.NONE": "nie",
  "site.consent.GRANTED": "liegt schon vor",
  "site.consentText.ASK":
    "Das Skript wartet, bis die Seite sagt, ob eingewilligt wurde. Ohne Antwort oder bei einem Nein zählt der Besuch anonym, mit einem Kennzeichen, das nur einen Tag hält.",
  "site.consentText.NONE":
    "Alle Besuche zählen anonym, mit einem Kennzeichen, das nur einen Tag hält. Bestellungen finden ihren Weg dann nicht zurück.",
  "site.consentText.GRANTED":
    "Die Seite lädt das Skript erst nach der Einwilligung, zum Beispiel über ihr Consent-Werkzeug.",
  "site.more": "Für die Entwickler der Website",
  "site.call.consent": "Der Besucher hat eingewilligt. Erst danach wird er wiedererkannt.",
  "site.call.refuse": "Er hat abgelehnt oder widerrufen; sein Kennzeichen wird gelöscht.",
  "site.call.event": "Zählt ein eigenes Ereignis, hier eine Anmeldung zum Newsletter.",
  "site.call.id": "Das Kennzeichen des Besuchers für eine Bestellung; leer ohne Einwilligung.",
  "site.call.field":
    "Verstecktes Feld, das Formulare nach der Einwilligung von selbst bekommen. Mit Lead oder Bestellung gespeichert, sagt es, woher sie kamen.",
};
