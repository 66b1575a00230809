/** «Услуги»: the first step of the leaflet's path. */
import { Page } from "../frame.tsx";
import { Head } from "../parts/head.tsx";
import { Ways } from "../parts/ways.tsx";
import { paths } from "../paths.ts";
import type { Viewer } from "../viewer.ts";
import { words } from "../words.ts";

export type ServicesView = Readonly<Record<string, never>>;

export function ServicesPage({ viewer }: { viewer: Viewer; view: ServicesView }) {
  const { services: w, paper: p, organisations: o } = words(viewer.language);
  return (
    <Page viewer={viewer} title={w.title} current="services">
      <div class="stack-6">
        <Head viewer={viewer} title={w.title} lead={w.lead} />
        <Ways
          ways={[
            { href: paths.health(), icon: "sport", ...w.health },
            { href: paths.paper(), icon: "paper", name: p.title, about: p.about },
            { href: paths.organisations(), icon: "building", name: o.title, about: o.lead },
            { href: paths.verify(), icon: "shield", ...w.verify },
            { href: paths.regions(), icon: "map", ...w.regions },
            { href: paths.help(), icon: "help", ...w.help },
          ]}
        />
      </div>
    </Page>
  );
}
