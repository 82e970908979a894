/// The style sheet of a page. It is part of the page, so that a publication can be moved, mailed or opened from a disk.
enum PageStyle {
    static let css = """
        :root { color-scheme: light dark; --ink: #1c2126; --soft: #59636e; --paper: #fdfdfb; --line: #d7d9d4; --link: #0b5c8a;
          --box: #f1f3ee; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e4e6e3; --soft: #a3abb2; --paper: #16191c; --line: #3a4046; --link: #7fc1ea; --box: #21262a; }
          figure img { background: #fff; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 Charter, "Bitstream Charter",
          "Iowan Old Style", Georgia, "DejaVu Serif", serif; }
        a { color: var(--link); }
        a:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
        .skip { position: absolute; left: -100rem; }
        .skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem 1rem; }
        body > header, main, body > footer { max-width: 44rem; margin: 0 auto; padding: 0 1.25rem; }
        body > header { padding-top: 2rem; color: var(--soft); font-size: .9375rem; }
        h1, h2, h3, h4, h5, h6, .journal, .facts, nav, .label { font-family: "Source Sans 3", "Source Sans Pro", "Open Sans",
          system-ui, "DejaVu Sans", sans-serif; line-height: 1.25; text-wrap: balance; }
        h1 { font-size: 2.125rem; margin: .5rem 0 1rem; }
        h2 { font-size: 1.5rem; margin: 2.5rem 0 .75rem; }
        h3 { font-size: 1.1875rem; margin: 2rem 0 .5rem; }
        h4, h5, h6 { font-size: 1.0625rem; margin: 1.5rem 0 .5rem; }
        p, ul, ol, dl, pre { margin: 0 0 1rem; }
        li > p { margin-bottom: .25rem; }
        sup, sub { line-height: 0; }
        .authors-line { font-size: 1.125rem; margin-bottom: .5rem; }
        .affiliations { padding: 0; list-style: none; color: var(--soft); font-size: .9375rem; }
        .facts { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; font-size: .9375rem;
          border-block: 1px solid var(--line); padding: .75rem 0; }
        .facts dt { color: var(--soft); }
        .facts dd { margin: 0; overflow-wrap: anywhere; }
        nav { font-size: .9375rem; margin: 1.5rem 0; }
        nav ol { columns: 15rem; padding-left: 1.25rem; }
        .abstract { border-left: 4px solid var(--line); padding-left: 1.25rem; margin-bottom: 2rem; }
        .abstract h2 { margin-top: 0; }
        figure { margin: 2rem 0; padding: 1rem; border: 1px solid var(--line); border-radius: 4px; }
        figure img { display: block; max-width: 100%; height: auto; margin: 0 auto 1rem; }
        img.inline { max-height: 2em; vertical-align: middle; }
        figcaption { font-size: .9375rem; }
        figcaption > :last-child { margin-bottom: 0; }
        .title { font-weight: 600; }
        .label { font-weight: 700; margin-right: .5em; }
        figure.table figcaption, .scroll { margin-bottom: .75rem; }
        .attrib, .file, .missing { color: var(--soft); font-size: .9375rem; }
        .box { background: var(--box); padding: 1rem 1.25rem .25rem; border-radius: 4px; margin: 1.5rem 0; }
        blockquote { margin: 1.5rem 0; padding-left: 1.25rem; border-left: 4px solid var(--link); font-style: italic; }
        .formula { display: flex; align-items: center; justify-content: center; gap: 1rem; margin: 1rem 0; overflow-x: auto; }
        .formula math { margin-inline: auto; }
        .formula .label { margin: 0; font-weight: 400; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; font-size: .9375rem; }
        th, td { border: 1px solid var(--line); padding: .25rem .5rem; vertical-align: top; text-align: left; }
        thead th { background: var(--box); }
        td p, th p { margin: 0; }
        .center { text-align: center; } .right { text-align: right; }
        pre { overflow-x: auto; background: var(--box); padding: .75rem; font-size: .875rem; }
        .plain { list-style: none; padding-left: 0; }
        .small-caps { font-variant: small-caps; }
        .references li, .note { font-size: .9375rem; margin-bottom: .5rem; overflow-wrap: anywhere; }
        .citation { background: var(--box); padding: 1rem; overflow-wrap: anywhere; }
        .sub-article { border-top: 2px solid var(--line); margin-top: 3rem; }
        body > footer { border-top: 1px solid var(--line); margin-top: 3rem; padding-block: 1rem 3rem; color: var(--soft);
          font-size: .875rem; }
        :target { background: color-mix(in srgb, var(--link) 14%, transparent); }
        @media print { body { background: #fff; color: #000; } nav, .skip { display: none; } figure { break-inside: avoid; } }
        """
}
