/** Words of the settings of notices, of the pages behind a letter, and of the service's page about delivery. */
import { type Forms, sayCount } from "../../say-amount.ts";
import type { Messages } from "../ru.ts";

const letter: Forms = { one: "delivery", other: "deliveries" };
const notice: Forms = { one: "notice", other: "notices" };
const attempt: Forms = { one: "attempt", other: "attempts" };

export const noticeSettings = {
  title: "Where notices are sent",
  lead: "The cabinet shows everything. Add e-mail and your browser here.",
  link: "Where notices are sent",
  linkAbout: "E-mail, browser, quiet hours",
  cabinet: {
    title: "In the cabinet",
    about: "Always on: nothing is lost here, even if a letter does not arrive.",
    open: "All notices",
  },
  email: {
    title: "Letters by e-mail",
    off: "No letters are sent now: mail is not set up in this system. Notices in the cabinet work as usual.",
    none: "No address",
    waiting: "Waits to be confirmed",
    confirmed: "On",
    awaited: "A link to confirm was sent to",
    awaitedAbout:
      "Open the letter and press “Confirm the address”. The link works for a day. No letter? Look in the spam folder.",
    forget: "Remove the address",
    useAccount: (address: string) => `Use the address of your account: ${address}`,
    label: "E-mail",
    other: "Another address",
    hint: "For example, ivanova@example.ru. A link to confirm it will be sent there.",
    send: "Send the link",
    about:
      "A letter says only “A new document in your cabinet” or “News on your appeal”, and has a link. No diagnoses, no organisations, no names.",
    mend: "Check the address",
    misshapen: "This does not look like an e-mail address. Example: ivanova@example.ru",
    wait: "Five letters with a link were sent today. Try again tomorrow",
  },
  push: {
    title: "Notifications in the browser",
    off: "Notifications in the browser are off in this system.",
    isOn: "On",
    isOff: "Off",
    about:
      "They come even when the page is closed. The text is as short as a letter's: a lock screen shows nothing it should not.",
    on: "Switch on in this browser",
    refused: "The browser did not allow notifications. Allow them in the settings of the site and try again.",
    failed: "It did not work. Reload the page and try again.",
    noScript: "They can be switched on in a browser with JavaScript. Everything else on this page works without it.",
    unknown: "Unknown browser",
    since: (day: string) => `on since ${day}`,
    remove: "Switch off",
    removeOf: (name: string) => `Switch off notifications: ${name}`,
  },
  what: "What to tell you",
  whatAbout: "It applies where there is an address or a browser is switched on.",
  channels: { email: "By e-mail", push: "In the browser" },
  channelOff: "not set up now",
  groups: {
    documents: { name: "Documents", about: "A new document, a corrected document, a delay." },
    appeals: { name: "Appeals", about: "Answers, questions to you, corrections." },
    paper: { name: "Paper copies and statements", about: "A copy is ready, a statement is accepted or returned." },
    safety: { name: "Safety", about: "Somebody opened your data in an emergency." },
  },
  quiet: {
    title: "Quiet hours",
    label: "Send nothing from 22 to 8: everything comes in the morning",
    zone: "Your time",
  },
  zones: {
    "Europe/Kaliningrad": "Kaliningrad, Moscow −1",
    "Europe/Moscow": "Moscow",
    "Europe/Samara": "Samara, Moscow +1",
    "Asia/Yekaterinburg": "Yekaterinburg, Moscow +2",
    "Asia/Omsk": "Omsk, Moscow +3",
    "Asia/Krasnoyarsk": "Krasnoyarsk, Novosibirsk, Moscow +4",
    "Asia/Irkutsk": "Irkutsk, Moscow +5",
    "Asia/Yakutsk": "Yakutsk, Chita, Moscow +6",
    "Asia/Vladivostok": "Vladivostok, Khabarovsk, Moscow +7",
    "Asia/Magadan": "Magadan, Sakhalin, Moscow +8",
    "Asia/Kamchatka": "Kamchatka, Chukotka, Moscow +9",
  },
  save: "Save",
  offTitle: "Send nothing",
  offAbout: "Letters and browser notifications stop. Your choices are kept, and everything stays in the cabinet.",
  off: "Switch everything off",
  on: "Switch on again",
  paused: "Everything is off",
  pausedAbout: "No letters and no browser notifications are sent. The cabinet shows everything.",
  done: {
    saved: "Saved.",
    mailed: "The link was sent. Open the letter and confirm the address.",
    forgotten: "The address is removed. There will be no letters.",
    paused: "Switched off. Notices stay in the cabinet only.",
    resumed: "Switched on.",
    "push-off": "There will be no notifications in that browser.",
  },
} satisfies Messages["noticeSettings"];

export const fromLetter = {
  settings: "Settings of notices",
  confirm: {
    title: "Confirm the address for notices",
    ask: "Short letters will come to this address: “A new document in your cabinet”. Details can be seen in the cabinet only.",
    button: "Confirm the address",
    done: "The address is confirmed",
    doneAbout: "Notices will now come by e-mail too. Every letter has a link to unsubscribe.",
    void: "The link does not work",
    voidAbout:
      "It was used already, a day has passed, or you asked for a new one. Get a new one in the settings of notices.",
  },
  unsubscribe: {
    title: "Send no more letters",
    ask: "There will be no letters. Notices in the cabinet stay.",
    button: "Send no more",
    done: "You are unsubscribed",
    doneAbout: "There will be no more letters. You can switch them on again in the settings.",
    void: "The link does not work",
    voidAbout: "Open it from the letter as a whole, or switch letters off in the settings of notices.",
  },
} satisfies Messages["fromLetter"];

export const staffNotices = {
  title: "Delivery of notices",
  lead: "Letters and browser notifications. To whom and about what is not seen here.",
  channels: { email: "Letters", push: "Browser" },
  channelOff: "off by configuration",
  columns: {
    channel: "How",
    waiting: "Waiting",
    sent: "Sent in a day",
    dropped: "Dropped in a day",
    dead: "Not delivered",
    id: "Id",
    reason: "Error",
    gaveUp: "When",
    todo: "What to do",
  },
  inTime: "Notices leave in time",
  late: "Notices are late",
  oldest: (when: string) => `The oldest should have left: ${when}.`,
  noneDue: "Nothing is overdue.",
  unrouted: (count: number) => `Not routed yet: ${sayCount("en", count, notice)}.`,
  dead: "Not delivered",
  deadAbout: "Tried for a day, or refused for good. The notices are in the cabinet. The latest two hundred are shown.",
  noDead: "Everything was delivered",
  noDeadAbout: "What could not be sent within a day comes here.",
  attempts: (count: number) => sayCount("en", count, attempt),
  retry: "Send again",
  retryOf: (id: string) => `Send again: ${id}`,
  retryAll: "Send all again",
  retried: (count: number) => `Sending again: ${sayCount("en", count, letter)}.`,
} satisfies Messages["staffNotices"];
