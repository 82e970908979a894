/// Rows under headings, in columns as wide as they need to be.
public struct Table: Sendable {
    private let headings: [String]
    private var rows: [[String]] = []

    /// Starts a table.
    public init(_ headings: [String]) {
        self.headings = headings
    }

    /// Whether there are no rows.
    public var isEmpty: Bool { rows.isEmpty }

    /// Adds a row; control characters are replaced, so that data cannot move the cursor.
    public mutating func add(_ cells: [String]) {
        rows.append(cells.map(PlainText.oneLine))
    }

    /// The lines: the headings first, two spaces between columns, nothing at the ends.
    public func lines() -> [String] {
        let all = [headings] + rows
        let widths = headings.indices.map { column in
            all.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
        }
        return all.map { cells in
            var line = ""
            for (column, cell) in cells.enumerated() {
                line += cell
                guard column + 1 < cells.count else { continue }
                line += String(repeating: " ", count: max(0, widths[column] - cell.count) + 2)
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}
