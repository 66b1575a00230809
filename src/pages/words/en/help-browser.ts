/** The leaflet: the browser and the root certificate. A site cannot see what is installed, hence «probably» throughout. */
import type { HelpText } from "../../help/topic-text.ts";
import type { Messages } from "../ru.ts";

export const browserPage: HelpText = {
  title: "Browser and security certificate",
  about: "What to install on your computer, and how to check",
  lead: "The portal works in any modern browser, also without JavaScript.",
  parts: [
    { title: "Your browser", check: "browser" },
    {
      title: "The Russian root certificate",
      text: [
        "For Gosuslugi sites to open, the Russian root security certificate must be installed on your computer. By it the browser knows the true site.",
      ],
      check: "certificate",
      links: [{ to: "certificate", label: "Download the certificate: https://www.gosuslugi.ru/tls" }],
    },
    {
      title: "How to install it",
      text: ["On the page behind the link above choose your system and follow what it says. In short:"],
      bullets: [
        "Windows: open the file, press «Install certificate» and choose the store «Trusted Root Certification Authorities».",
        "macOS: open the file in Keychain Access and mark the certificate as trusted.",
        "iPhone and iPad: install the profile in Settings, then switch trust on: General → About → Certificate Trust Settings.",
        "Android: Settings → Security → Install a certificate.",
        "Firefox has a list of its own: Settings → Privacy & Security → View Certificates → Import.",
      ],
    },
    {
      title: "How to check it yourself",
      steps: [
        "Open the Gosuslugi site.",
        "If there is a lock beside the address and the page opened without warnings, the certificate is probably installed.",
        "If there is a security warning instead of the page, it probably is not. Do not press «Proceed anyway»: install the certificate.",
      ],
    },
    {
      title: "Browsers",
      text: [
        "For Gosuslugi Russian browsers are best: the certificate is in them already. Our portal works the same in them and in any other current browser.",
      ],
      bullets: ["Yandex Browser", "Atom", "Sputnik"],
    },
    {
      title: "A site and a signature are two things",
      text: [
        "This certificate is for opening a site. The doctors’ signatures on documents we check ourselves: nothing has to be installed for that.",
      ],
      links: [{ to: "proof", label: "How we check that a document is genuine" }],
    },
    {
      title: "If it is hard to see",
      text: ["Choose a text size at the top of the page, or open the settings of colours."],
      links: [{ to: "comfort", label: "Text size and colours" }],
    },
  ],
};

export const browserCheck = {
  names: {
    yandex: "Yandex Browser",
    atom: "Atom",
    sputnik: "Sputnik",
    edge: "Edge",
    opera: "Opera",
    firefox: "Firefox",
    chrome: "Chrome",
    safari: "Safari",
  },
  is: (name: string) => `You probably use ${name}.`,
  unknown: "We did not learn which browser you have. It does no harm: the portal does not depend on its name.",
  old: "Your browser is probably out of date: pages look plainer than they are meant to. All documents and buttons are there anyway. For comfort and safety update the browser, or install Yandex Browser, Atom or Sputnik.",
  builtIn: "Your browser probably has this certificate already: its makers put it in.",
  notBuiltIn:
    "Your browser itself probably does not have this certificate. Whether your computer has it, our site cannot see.",
  sameSite:
    "This portal itself opens by such a certificate. Since you see the page without warnings, it is probably installed.",
  probe: {
    button: "Check the certificate",
    asking: "Checking…",
    yes: "The certificate is probably installed: the test site opened.",
    no: "The certificate is probably not installed: the test site did not open. It may be something else: a blocker, or your organisation’s network.",
    unknown: "We could not check: the network seems to be away. Try again later.",
    link: "Check by a picture",
    picture:
      "If there is a picture here, the certificate is probably installed. If there are words instead, it probably is not.",
    noPicture: "The picture did not open",
  },
} satisfies Messages["browserCheck"];
