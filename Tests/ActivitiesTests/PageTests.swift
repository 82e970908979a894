import Testing

@testable import Activities

@Suite("The page of an article")
struct PageTests {
    @Test("the contents lead only to sections that have an anchor")
    func contents() throws {
        var sample = SampleArticle()
        sample.body = """
            <sec id="a"><title>A</title></sec><sec id="b c"><title>B</title></sec><sec id="d"><title>D</title></sec>
            """
        let page = try sample.page()
        #expect(PageCheck.problems(page) == [])
        #expect(page.contains("<a href=\"#a\">A</a>"))
        #expect(page.contains("<a href=\"#d\">D</a>"))
        #expect(!page.contains("href=\"#b"))
    }

    @Test("every text is escaped, wherever it stands")
    func escaping() throws {
        let evil = "&lt;script&gt;alert(1)&lt;/script&gt;\"&apos;&amp;amp;"
        var sample = SampleArticle()
        sample.journal =
            sample.journal.replacing("Journal of Tests", with: evil)
            + "<publisher><publisher-name>\(evil)</publisher-name></publisher><issn>\(evil)</issn>"
        sample.title = "<title-group><article-title>\(evil)</article-title></title-group>"
        sample.authors = """
            <contrib-group><contrib contrib-type="author"><name><surname>\(evil)</surname><given-names>\(evil)</given-names>
            </name><aff id="\(evil.replacing("\"", with: "&quot;"))"><label>\(evil)</label>\(evil)</aff></contrib></contrib-group>
            """
        sample.licence = """
            <permissions><copyright-statement>\(evil)</copyright-statement><license xlink:href="https://example.org/'&quot;&gt;">
            <license-p>\(evil)</license-p></license></permissions>
            """
        sample.more = "<kwd-group><kwd>\(evil)</kwd></kwd-group><abstract><p>\(evil)</p></abstract>"
        let attribute = evil.replacing("\"", with: "&quot;")
        sample.body = """
            <sec id="\(attribute)"><title>\(evil)</title><p>\(evil)</p><p content-type="\(attribute)"><bold>\(evil)</bold></p>
            <fig id="f"><label>\(evil)</label><graphic xlink:href="\(attribute)"/></fig>
            <fig id="g"><label>\(evil)</label><graphic xlink:href="a.png"><alt-text>\(evil)</alt-text></graphic></fig>
            <p><ext-link xlink:href="javascript:alert(1)">\(evil)</ext-link><xref rid="\(attribute)">\(evil)</xref>
            <email>\(evil)</email><uri>data:text/html,x</uri></p><preformat>\(evil)</preformat>
            <p><inline-formula><mml:math><mml:mtext href="javascript:x" onclick="x" mathvariant="\(attribute)">\(evil)</mml:mtext>
            <mml:script>\(evil)</mml:script></mml:math></inline-formula></p>
            <table-wrap><table><tr><td colspan="\(attribute)" onclick="x" align="left" style="x">\(evil)</td></tr></table>
            </table-wrap></sec>
            """
        sample.back =
            "<ref-list><ref id=\"r\"><element-citation><source>\(evil)</source></element-citation></ref></ref-list>"
        let page = try sample.page(files: [("a.png", 5), ("<b>.png", 1)])
        #expect(PageCheck.problems(page) == [])
        #expect(!page.contains("<script"))
        #expect(!page.contains("<b>.png"))
        #expect(!page.contains("onclick"))
        #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    }

    @Test(
        "JATS becomes the HTML that means the same",
        arguments: [
            (
                "<p>a <bold>b</bold> <italic>c</italic><sub>2</sub></p>",
                "<p>a <strong>b</strong> <em>c</em><sub>2</sub></p>"
            ),
            ("<p>a<break/>b</p>", "<p>a<br>b</p>"),
            (
                "<p>a<ext-link xlink:href=\"https://example.org/?a=1&amp;b\">b</ext-link></p>",
                "<p>a<a href=\"https://example.org/?a=1&amp;b\">b</a></p>"
            ),
            (
                "<p><ext-link ext-link-type=\"doi\" xlink:href=\"10.5555/x\">b</ext-link></p>",
                "<p><a href=\"https://doi.org/10.5555/x\">b</a></p>"
            ),
            ("<p><ext-link xlink:href=\"javascript:x\">b</ext-link></p>", "<p>b</p>"),
            ("<p>see <xref rid=\"nowhere\">there</xref></p>", "<p>see there</p>"),
            (
                "<sec id=\"x\"><title>T</title><p>see <xref rid=\"x\">there</xref></p></sec>",
                "<section id=\"x\"><h2>T</h2>\n<p>see <a href=\"#x\">there</a></p>"
            ),
            (
                "<sec><label>1</label><title>T</title><sec><title>U</title></sec></sec>",
                "<h2>1 T</h2>\n<section><h3>U</h3>"
            ),
            (
                "<list list-type=\"order\"><list-item><p>a</p></list-item></list>",
                "<ol type=\"1\"><li><p>a</p>\n</li></ol>"
            ),
            (
                "<def-list><def-item><term>a</term><def><p>b</p></def></def-item></def-list>",
                "<dl><dt>a</dt><dd><p>b</p>\n</dd></dl>"
            ),
            ("<disp-quote><p>a</p></disp-quote>", "<blockquote>\n<p>a</p>"),
            ("<code>a  &lt; b</code>", "<pre><code>a  &lt; b</code></pre>"),
            ("<p><unknown-thing>kept</unknown-thing></p>", "<p>kept</p>"),
            ("<unknown-thing><p>kept</p></unknown-thing>", "<p>kept</p>"),
        ]
    )
    func elements(_ jats: String, _ html: String) throws {
        var sample = SampleArticle()
        sample.body = jats
        let page = try sample.page()
        #expect(page.contains(html))
        #expect(PageCheck.problems(page) == [])
    }

    @Test("a figure within a paragraph stands between two paragraphs")
    func figureInParagraph() throws {
        var sample = SampleArticle()
        sample.body = "<p id=\"p1\">before <fig id=\"f\"><caption><p>c</p></caption></fig> after</p>"
        let page = try sample.page()
        #expect(page.contains("<p id=\"p1\">before </p>\n<figure id=\"f\">"))
        #expect(page.contains("</figure>\n<p> after</p>"))
    }

    @Test("a picture that browsers show is shown, others are linked to, and one that did not come is named")
    func pictures() throws {
        var sample = SampleArticle()
        sample.body = """
            <fig><label>Fig 1</label><caption><title>All.</title></caption><graphic xlink:href="a"/><graphic xlink:href="b"/>
            <graphic xlink:href="c d#.png"/><graphic xlink:href="gone"/></fig>
            """
        let page = try sample.page(files: [("a.svg", 10), ("b.tif", 2_500_000), ("c d#.png", 1)])
        #expect(page.contains("<img src=\"assets/a.svg\" alt=\"Fig 1 All.\" loading=\"lazy\">"))
        #expect(page.contains("<a href=\"assets/b.tif\" download=\"\">Download b.tif</a> (2.5 MB)"))
        #expect(page.contains("src=\"assets/c%20d%23.png\""))
        #expect(page.contains("The file gone did not come with the article."))
    }

    @Test("formulas are MathML, with what draws and nothing else")
    func math() throws {
        var sample = SampleArticle()
        sample.body = """
            <disp-formula id="e"><label>(1)</label><mml:math id="m"><mml:mfenced separators="|"><mml:mi>a</mml:mi><mml:mi>b</mml:mi>
            </mml:mfenced><mml:mo stretchy="false" class="c">=</mml:mo><mml:maction><mml:mn>1</mml:mn></mml:maction>
            <mml:semantics><mml:mi>s</mml:mi><mml:annotation>unseen</mml:annotation></mml:semantics></mml:math></disp-formula>
            """
        let page = try sample.page()
        #expect(
            page.contains(
                "<div class=\"formula\" id=\"e\"><math display=\"block\"><mrow><mo>(</mo><mi>a</mi><mo>|</mo><mi>b</mi><mo>)</mo></mrow>"
            )
        )
        #expect(page.contains("<mo stretchy=\"false\">=</mo><mrow><mn>1</mn></mrow>"))
        #expect(page.contains("<mi>s</mi></math><span class=\"label\">(1)</span>"))
        #expect(!page.contains("unseen"))
    }

    @Test("a table keeps its spans, a caption and notes")
    func table() throws {
        var sample = SampleArticle()
        sample.body = """
            <table-wrap id="t"><label>Table 1.</label><caption><title>Of things.</title></caption><table><thead><tr>
            <th colspan="2">a</th></tr></thead><tbody><tr><td>b</td><td rowspan="9999999">c</td></tr></tbody></table>
            <table-wrap-foot><fn><p>note</p></fn></table-wrap-foot></table-wrap>
            """
        let page = try sample.page()
        #expect(page.contains("<th colspan=\"2\">a</th>"))
        #expect(page.contains("<td>c</td>"))
        #expect(page.contains("aria-label=\"Table 1. Of things.\""))
        #expect(page.contains("note"))
        #expect(PageCheck.problems(page) == [])
    }

    @Test("references are written out, with links")
    func references() throws {
        var sample = SampleArticle()
        sample.back = """
            <ref-list><ref id="b1"><element-citation publication-type="journal"><person-group person-group-type="author"><name>
            <surname>Doe</surname><given-names>J</given-names></name><etal/></person-group><year>2001</year>
            <article-title>On <italic>things</italic></article-title><source>Things</source><volume>3</volume><fpage>1</fpage>
            <lpage>9</lpage><pub-id pub-id-type="doi">10.5555/t</pub-id></element-citation></ref>
            <ref id="b2"><label>2</label><mixed-citation>Free <bold>text</bold>.</mixed-citation></ref></ref-list>
            """
        let page = PageCheck.text(try sample.page())
        #expect(page.contains("Doe J, et al. (2001) On things. Things 3:1–9. https://doi.org/10.5555/t"))
        #expect(page.contains("Free text."))
    }

    @Test("the same article gives the same page")
    func stable() throws {
        #expect(try SampleArticle().page() == SampleArticle().page())
    }

    @Test("characters that XML does not allow never reach the page")
    func controls() {
        #expect(HTML.escaped("a\u{0}\u{8}b\u{FFFF}\t") == "ab\t")
        #expect(HTML.size(999) == "999 bytes")
        #expect(HTML.size(1_500) == "2 kB")
        #expect(HTML.size(1_949_999) == "1.9 MB")
    }
}
