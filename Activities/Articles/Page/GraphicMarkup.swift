/// Pictures and other files of the package. What browsers cannot show, such as TIFF, is linked to; a file that did not come
/// is named, so that a page never shows a broken picture.
enum GraphicMarkup {
    /// Where a file of the package stands below the page.
    static func address(of file: String) -> String { "assets/" + WebAddress.encodingPath(file) }

    /// Writes a picture on lines of its own.
    ///
    /// - Parameter description: what stands in for the picture where it is not seen.
    static func block(_ graphic: MarkupElement, description: String, to page: PageWriter) {
        let reference = graphic["xlink:href"] ?? ""
        if let address = WebAddress.safe(reference) {
            return page.element("p", ["class": "file"]) { page.element("a", ["href": address], address) }
        }
        guard let file = page.catalogue.file(for: reference) else {
            return page.element(
                "p",
                ["class": "file missing"],
                "The file \(reference.clipped(to: 120)) did not come with the article."
            )
        }
        guard MediaType(fileName: file).isShownByBrowsers else {
            return page.element("p", ["class": "file"]) { download(file, to: page) }
        }
        page.tag("img", ["src": address(of: file), "alt": alternative(graphic) ?? description, "loading": "lazy"])
    }

    /// Writes a picture within a line.
    static func inline(_ graphic: MarkupElement, to page: PageWriter) {
        let reference = graphic["xlink:href"] ?? ""
        guard let file = page.catalogue.file(for: reference) else {
            return page.element("span", ["class": "missing"], "[picture \(reference.clipped(to: 120))]")
        }
        guard MediaType(fileName: file).isShownByBrowsers else { return download(file, to: page) }
        page.tag("img", ["class": "inline", "src": address(of: file), "alt": alternative(graphic) ?? ""])
    }

    /// Writes a link to the file of `media` or `supplementary-material`, or to that in it.
    static func link(_ element: MarkupElement, to page: PageWriter) {
        let holders =
            [element] + element.descendants { $0["xlink:href"] != nil && ["media", "graphic"].contains($0.name) }
        guard let reference = holders.compactMap({ $0["xlink:href"] }).first else {
            return InlineMarkup.write(element.children, to: page)
        }
        if let address = WebAddress.safe(reference) {
            page.element("a", ["href": address], element.text.nonEmpty ?? address)
        } else if let file = page.catalogue.file(for: reference) {
            download(file, to: page)
        } else {
            page.element("span", ["class": "missing"], "\(reference.clipped(to: 120)) (did not come with the article)")
        }
    }

    /// Writes a link to a file with its size.
    static func download(_ file: String, to page: PageWriter) {
        page.element("a", ["href": address(of: file), "download": ""], "Download \(file)")
        if let size = page.sizes[file] { page.text(" (\(HTML.size(size)))") }
    }

    private static func alternative(_ graphic: MarkupElement) -> String? {
        (graphic.first("alt-text") ?? graphic.first("long-desc"))?.text.nonEmpty
    }
}
