/// The first articles: one with a little of everything, and small ones that lead to what is refused.
enum ArticleSeeds {
    static let all: [FuzzTarget.Seed] = [
        .init("least", "<article/>".utf8),
        .init("front", article(front: front).utf8),
        .init("body", article(body: body).utf8),
        .init("back", article(back: back).utf8),
        .init(
            "other-prefixes",
            #"<article xmlns:l="http://www.w3.org/1999/xlink"><body><p><ext-link l:href="http://a.b">x</ext-link></p></body></article>"#
                .utf8
        ),
        .init("entity", "<article>&nbsp;</article>".utf8),
        .init("declared", "<!DOCTYPE article [<!ENTITY a 'b'>]><article>&a;</article>".utf8),
        .init("doctype", "<!DOCTYPE article PUBLIC \"-//NLM//DTD JATS\" \"JATS.dtd\"><article/>".utf8),
        .init("encoding", "<?xml version=\"1.0\" encoding=\"UTF-16\"?><article/>".utf8),
        .init(
            "latin",
            Array("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><article>".utf8) + [0xE9] + Array("</article>".utf8)
        ),
        .init("bare-instruction", "<?x?><article>a<?y?>b</article>".utf8),
        .init("bare-instruction-in-doctype", "<!DOCTYPE article [<?y?>]><article/>".utf8),
        .init("attribute-declaration", "<!DOCTYPE article [<!ATTLIST a b CDATA #IMPLIED>]><article/>".utf8),
        .init("notation-declaration", "<!DOCTYPE article [<!NOTATION n SYSTEM 'x'>]><article/>".utf8),
        .init("long-entity", Array("<article>&".utf8) + Array(repeating: 0x61, count: 80) + Array(";</article>".utf8)),
        .init(
            "blank-in-section-id",
            article(body: #"<sec id="a"><title>A</title></sec><sec id="b c"><title>B</title></sec>"#).utf8
        ),
        .init("cut", "<article><front>".utf8),
        .init("deep", String(repeating: "<a>", count: 210).utf8),
        .init("cdata", "<article><body><p><![CDATA[<script>]]>&#60;b&#x3E;</p></body></article>".utf8),
        .init(
            "script",
            #"<article><body><p><ext-link ext-link-type="uri" xlink:href="javascript:alert(1)" xmlns:xlink="http://www.w3.org/1999/xlink">x</ext-link></p></body></article>"#
                .utf8
        ),
    ]

    private static func article(front: String = "", body: String = "", back: String = "") -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <article article-type="research-article" xml:lang="en" xmlns:xlink="http://www.w3.org/1999/xlink" \
        xmlns:mml="http://www.w3.org/1998/Math/MathML"><front>\(front)</front><body>\(body)</body><back>\(back)</back></article>
        """
    }

    private static let front = """
        <journal-meta><journal-title-group><journal-title>J</journal-title></journal-title-group><issn>1234-5678</issn>\
        <publisher><publisher-name>P</publisher-name></publisher></journal-meta><article-meta>\
        <article-id pub-id-type="publisher-id">00007</article-id><article-id pub-id-type="doi">10.5555/test.00007</article-id>\
        <article-categories><subj-group><subject>S</subject></subj-group></article-categories>\
        <title-group><article-title>A <italic>title</italic></article-title></title-group>\
        <contrib-group><contrib contrib-type="author"><contrib-id contrib-id-type="orcid">https://orcid.org/0000-0002-1825-0097</contrib-id>\
        <name><surname>Doe</surname><given-names>J Q</given-names></name><xref ref-type="aff" rid="a1"/></contrib>\
        <aff id="a1"><institution>I</institution><country>C</country></aff></contrib-group>\
        <pub-date date-type="pub"><day>13</day><month>12</month><year>2012</year></pub-date><volume>1</volume>\
        <elocation-id>e7</elocation-id><history><date date-type="received"><day>1</day><month>2</month><year>2012</year></date></history>\
        <permissions><copyright-statement>Doe</copyright-statement><license xlink:href="https://creativecommons.org/licenses/by/4.0/">\
        <license-p>Use it.</license-p></license></permissions><abstract><p>An abstract.</p></abstract>\
        <kwd-group kwd-group-type="author-keywords"><kwd>k</kwd></kwd-group>\
        <funding-group><award-group><funding-source>F</funding-source><award-id>1</award-id></award-group></funding-group></article-meta>
        """

    private static let body = """
        <sec id="s1"><title>One</title><p>Text <bold>b</bold> <sup>2</sup> <xref ref-type="fig" rid="f1">Figure 1</xref> \
        <ext-link ext-link-type="uri" xlink:href="http://example.org/?a=1&amp;b=2">link</ext-link> \
        <email>a@example.org</email> <inline-formula><mml:math><mml:mi>x</mml:mi><mml:msup><mml:mn>2</mml:mn><mml:mo>+</mml:mo></mml:msup></mml:math></inline-formula></p>\
        <fig id="f1"><label>Figure 1</label><caption><title>T</title><p>C</p></caption><graphic xlink:href="test-00007-fig1.png"/></fig></sec>\
        <sec id="s2"><title>Two</title><list list-type="order"><list-item><p>i</p></list-item></list>\
        <table-wrap id="t1"><label>Table 1</label><table><thead><tr><th colspan="2">h</th></tr></thead><tbody><tr><td>d</td><td>e</td></tr></tbody></table>\
        <table-wrap-foot><fn><p>n</p></fn></table-wrap-foot></table-wrap><disp-formula id="e1"><tex-math>x^2</tex-math></disp-formula>\
        <disp-quote><p>q</p></disp-quote><boxed-text><p>b</p></boxed-text><media xlink:href="test-00007.pdf"/></sec>
        """

    private static let back = """
        <ack><p>Thanks</p></ack><fn-group><fn id="n1"><p>Note</p></fn></fn-group><app-group><app><title>A</title></app></app-group>\
        <ref-list><ref id="b1"><element-citation publication-type="journal"><person-group person-group-type="author">\
        <name><surname>Roe</surname><given-names>R</given-names></name><etal/></person-group><year>2001</year>\
        <article-title>T</article-title><source>S</source><volume>3</volume><fpage>1</fpage><lpage>9</lpage>\
        <pub-id pub-id-type="doi">10.1/x</pub-id></element-citation></ref><ref id="b2"><mixed-citation>M</mixed-citation></ref></ref-list>
        """
}
