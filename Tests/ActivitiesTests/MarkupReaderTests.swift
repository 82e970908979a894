import Foundation
import Testing

@testable import Activities

@Suite("Reading XML")
struct MarkupReaderTests {
    private func read(_ xml: String) throws(MarkupProblem) -> MarkupElement { try MarkupReader.read(Array(xml.utf8)) }

    private func problem(_ xml: String) -> MarkupProblem? {
        do throws(MarkupProblem) {
            _ = try read(xml)
            return nil
        } catch {
            return error
        }
    }

    @Test("text, CDATA, entities and numbers become one text; comments and instructions are left out")
    func text() throws {
        let root = try read("<a>one &amp; <![CDATA[<two>]]><!-- & three --><?p &four;?> &#233;&#x3B1;</a>")
        #expect(root.children == [.text("one & <two> éα")])
    }

    @Test("an element knows where it begins, its attributes and its children in order")
    func tree() throws {
        let root = try read("<a>\n  <b x='1' y=\"2\"/>t<c/></a>")
        #expect(root.elements.map(\.name) == ["b", "c"])
        #expect(root.first("b")?.attributes == ["x": "1", "y": "2"])
        #expect(root.first("b")?.place.line == 2)
        #expect(root.text == "t")
    }

    @Test("names are JATS's own whatever prefixes a file declares")
    func namespaces() throws {
        let root = try read(
            """
            <a xmlns:m="http://www.w3.org/1998/Math/MathML" xmlns:l="http://www.w3.org/1999/xlink">
            <m:math/><b l:href="x" xml:lang="de"/><math xmlns="http://www.w3.org/1998/Math/MathML"><mi/></math></a>
            """
        )
        #expect(root.elements.map(\.name) == ["mml:math", "b", "mml:math"])
        #expect(root.first("b")?["xlink:href"] == "x")
        #expect(root.first("b")?["xml:lang"] == "de")
        #expect(root.descendants("mml:mi").count == 1)
    }

    @Test("a byte order mark and ISO 8859-1 are read")
    func encodings() throws {
        #expect(try MarkupReader.read([0xEF, 0xBB, 0xBF] + Array("<a>é</a>".utf8)).text == "é")
        let latin = Array("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>".utf8) + [0xE9] + Array("</a>".utf8)
        #expect(try MarkupReader.read(latin).text == "é")
    }

    @Test(
        "what is not well formed is refused with the place",
        arguments: [
            ("", "The file is empty."),
            ("  \n ", "The file is empty."),
            ("<a><b></a>", "A closing tag does not belong to the open element <b>. (line 1, column 11)"),
            ("<a>\n\n<b></c></a>", "A closing tag does not belong to the open element <b>. (line 3, column 8)"),
            ("<a>1</a><b/>", "There is text or a second element after the end of the article. (line 1, column 9)"),
            (
                "<a>x & y</a>",
                "A \"<\" or \"&\" is not part of a tag or character inside <a>: write &lt; or &amp;. (line 1, column 7)"
            ),
            ("<a x='1' x='2'/>", "An element has the same attribute twice. (line 1, column 15)"),
        ]
    )
    func malformed(_ xml: String, _ sentence: String) {
        #expect(problem(xml)?.description == sentence)
    }

    @Test(
        "a file that is cut off anywhere is refused, whatever the parser makes of it",
        arguments: 1..<60
    )
    func cutOff(_ length: Int) {
        let xml = "<?xml version=\"1.0\"?><!DOCTYPE a><a x=\"1\">te&amp;xt<b>c</b></a>"
        #expect(xml.utf8.count > 60)
        #expect(problem(String(xml.prefix(length))) != nil)
    }

    @Test("text that is not XML at all is refused")
    func noXML() {
        #expect(problem("Dear editor, here is my article.") != nil)
        #expect(problem("%PDF-1.4\n…") != nil)
    }

    @Test("another encoding is refused with the remedy")
    func otherEncodings() {
        let wide = "<a/>".data(using: .utf16).map(Array.init) ?? []
        #expect(throws: MarkupProblem(sentence: "The file is not encoded in UTF-8; save it as UTF-8.")) {
            try MarkupReader.read(wide)
        }
        #expect(
            problem("<?xml version='1.0' encoding='UTF-7'?><a/>")?.sentence
                == "The file says that it is encoded in UTF-7; save it as UTF-8."
        )
        #expect(problem("<?xml version='1.0' encoding='IBM037'?><a/>") != nil)
    }

    @Test("bytes that are no UTF-8 are refused")
    func invalidBytes() {
        #expect(throws: MarkupProblem.self) {
            try MarkupReader.read(Array("<a>".utf8) + [0xFF, 0xC0] + Array("</a>".utf8))
        }
    }

    @Test("a long text that comes in many pieces is read in a time that grows with its length")
    func manyPieces() throws {
        let start = ContinuousClock.now
        let text = String(repeating: "word &amp; ", count: 200_000)
        #expect(try read("<a>\(text)</a>").rawText.utf8.count == 1_400_000)
        #expect(ContinuousClock.now - start < .seconds(30))
    }

    @Test("nesting is limited")
    func depth() throws {
        let deep = { (count: Int) in String(repeating: "<a>", count: count) + String(repeating: "</a>", count: count) }
        _ = try read(deep(MarkupReader.maximumDepth))
        #expect(
            problem(deep(MarkupReader.maximumDepth + 1))?.sentence
                == "Elements stand more than 200 deep in one another."
        )
        #expect(problem(deep(100_000)) != nil)
    }

    @Test("a file above the limit is refused before it is parsed")
    func size() {
        let bytes = [UInt8](repeating: 0x20, count: MarkupReader.maximumBytes + 1)
        #expect(throws: MarkupProblem.self) { try MarkupReader.read(bytes) }
    }
}
