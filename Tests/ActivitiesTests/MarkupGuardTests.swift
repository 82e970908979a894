import Foundation
import Testing

@testable import Activities

/// Nothing outside of a file is ever loaded, and nothing in it can grow.
@Suite("Entities and DTDs")
struct MarkupGuardTests {
    private func problem(_ xml: String) -> String? {
        do throws(MarkupProblem) {
            _ = try MarkupReader.read(Array(xml.utf8))
            return nil
        } catch {
            return error.description
        }
    }

    private static let declares =
        "The file declares entities in its DOCTYPE, which is not allowed: write the characters themselves and remove the"
        + " declarations."

    @Test("a local file is not read through an entity")
    func localFile() throws {
        let bench = try Bench()
        let secret = try bench.write("secret.txt", "the secret")
        let xml = "<!DOCTYPE a [<!ENTITY e SYSTEM \"file://\(secret)\">]><a>x&e;y</a>"
        #expect(problem(xml)?.hasPrefix(Self.declares) == true)
    }

    @Test("a local file is not read through an entity even when nothing looks for declarations")
    func parserItself() throws {
        let bench = try Bench()
        let secret = try bench.write("secret.txt", "the secret")
        let builder = MarkupBuilder()
        let xml = "<!DOCTYPE a [<!ENTITY e SYSTEM \"file://\(secret)\">]><a>x&e;y</a>"
        MarkupReader.parse(Array(xml.utf8), into: builder)
        #expect(builder.root?.text != nil)
        #expect(builder.root?.text.contains("secret") == false)
    }

    @Test("a DTD on the disk is not loaded")
    func localDTD() throws {
        let bench = try Bench()
        let dtd = try bench.write("a.dtd", "<!ATTLIST a injected CDATA 'yes'><!ENTITY e 'injected'>")
        for doctype in ["SYSTEM \"\(dtd)\"", "SYSTEM \"file://\(dtd)\"", "PUBLIC \"-//X//Y\" \"\(dtd)\""] {
            let root = try MarkupReader.read(Array("<!DOCTYPE a \(doctype)><a>x</a>".utf8))
            #expect(root.attributes.isEmpty)
            #expect(root.text == "x")
        }
    }

    @Test("entities that grow without end are refused before they do")
    func billionLaughs() {
        var declarations = "<!ENTITY l0 \"ha\">"
        for level in 1...30 {
            declarations += "<!ENTITY l\(level) \"" + String(repeating: "&l\(level - 1);", count: 10) + "\">"
        }
        let start = ContinuousClock.now
        #expect(problem("<!DOCTYPE a [\(declarations)]><a>&l30;</a>")?.hasPrefix(Self.declares) == true)
        #expect(ContinuousClock.now - start < .seconds(1))
    }

    @Test(
        "no declaration of an entity gets through",
        arguments: [
            "<!DOCTYPE a [<!ENTITY e 'x'>]><a/>",
            "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/x'>%p;]><a/>",
            "<!DOCTYPE a SYSTEM \"]>\" [ <!ELEMENT a ANY> <!ENTITY e 'x'> ]><a/>",
            "<!DOCTYPE a [<!-- ]> --><!ENTITY e 'x'>]><a/>",
            "<!DOCTYPE a [<?p ]> ?><!ENTITY e 'x'>]><a/>",
            "<!-- <!DOCTYPE b> --><!DOCTYPE a [<!ENTITY e 'x'>]><a/>",
            "<?xml version='1.0'?>\n<!DOCTYPE a [\n<!ENTITY\ne 'x'>]><a/>",
        ]
    )
    func declarations(_ xml: String) {
        #expect(problem(xml)?.hasPrefix(Self.declares) == true)
    }

    @Test(
        "a processing instruction of a name alone is read over",
        arguments: [
            "<?x?><article>ab</article>", "<article>a<?covid-19-tdm?>b</article>", "<article>ab</article><?x?>",
            "<!DOCTYPE article [<?x?>]><article>ab</article>", "<article>a<?x ?>b<?y z?></article>",
            "<?x?><?y?><article>a<!--><?z?>-->b</article>",
        ]
    )
    func instructions(_ xml: String) throws {
        let root = try MarkupReader.read(Array(xml.utf8))
        #expect(root.text == "ab")
    }

    @Test(
        "declarations on which FoundationXML would end the process are refused",
        arguments: [
            "<!DOCTYPE a [<!ATTLIST a b CDATA #IMPLIED>]><a/>", "<!DOCTYPE a [<!ATTLIST a b (c|d) 'c'>]><a/>",
            "<!DOCTYPE a [<!NOTATION n PUBLIC 'x'>]><a/>", "<!DOCTYPE a [<!NOTATION n SYSTEM 'x'>]><a/>",
        ]
    )
    func otherDeclarations(_ xml: String) {
        #expect(problem(xml)?.hasPrefix("The file declares attributes or notations in its DOCTYPE") == true)
    }

    @Test("a declaration of an element is read over")
    func elementDeclaration() {
        #expect(problem("<!DOCTYPE a [<!ELEMENT a (#PCDATA|b)*><!ELEMENT c (d,e?)>]><a/>") == nil)
    }

    @Test("the word in text or a comment is no declaration")
    func harmless() {
        #expect(problem("<a><![CDATA[<!ENTITY e 'x'>]]></a>") == nil)
        #expect(problem("<!-- <!ENTITY e 'x'> --><a/>") == nil)
    }

    @Test("a named character that only a DTD could explain is reported, not dropped")
    func unknownCharacter() {
        #expect(
            problem("<!DOCTYPE a SYSTEM 'a.dtd'>\n<a>5 &alpha;-rays</a>")
                == "The named character &alpha; is defined only in a DTD, and none is loaded: write the character itself or its"
                + " number. (line 2, column 6)"
        )
        #expect(problem("<a x='&nbsp;'/>")?.contains("&nbsp;") == true)
        let long = String(repeating: "n", count: 100)
        #expect(problem("<a>&\(long);</a>")?.hasPrefix("The named character &nnnn") == true)
        #expect(problem("<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x41;</a>") == nil)
        #expect(problem("<a><![CDATA[&alpha;]]><!-- &alpha; --><?p &alpha;?></a>") == nil)
    }
}
