// What a test imports from here includes the linter.
@_exported public import HistoryLint
