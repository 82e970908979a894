import SWFModel
import Testing

@testable import SWFWire

/// swf-spec.md 1.2 and 2.1: every text member of every action, at its limit and just over it, in UTF-16 units.
@Suite struct FieldLengthTests {
    /// A text member: the JSON around its value, its path in a message, and its limit.
    private struct Field {
        var before: String
        var after: String
        var path: String
        var maximum: Int
    }

    private static func fields(
        _ shape: StructureShape,
        _ before: String = "",
        _ after: String = "",
        _ path: String = ""
    ) -> [Field] {
        shape.members.flatMap { member in
            fields(member.shape, before + "{\"\(member.name)\":", "}" + after, path + member.name)
        }
    }

    private static func fields(_ shape: Shape, _ before: String, _ after: String, _ path: String) -> [Field] {
        switch shape {
        case .string(_, _, let maximum?, _):
            [Field(before: before, after: after, path: path, maximum: maximum)]
        case .structure(let shape): fields(shape, before, after, path + ".")
        case .list(let element, _): fields(element, before + "[", "]" + after, path + ".1.member")
        default: []
        }
    }

    /// What the check says of the length of that member.
    private func complaint(_ field: Field, _ text: String, of shape: StructureShape) throws -> String? {
        let json = field.before + "\"\(text)\"" + field.after
        do {
            try RequestCheck.check(try JSONDocument.parse(Array(json.utf8)), against: shape)
            return nil
        } catch let fault as Fault {
            let sentences = fault.message?.split(separator: "Value '") ?? []
            return sentences.first {
                $0.contains("at '\(field.path)' failed to satisfy constraint: Member must have length")
            }.map { String($0.suffix(from: $0.firstRange(of: "Member must")?.lowerBound ?? $0.endIndex)) }
        }
    }

    @Test(arguments: SWFModel.Operation.allCases)
    func `a text is counted in UTF-16 units, and one more than the limit is refused`(
        operation: SWFModel.Operation
    ) throws {
        let shape = operation.inputShape
        let fields = Self.fields(shape)
        #expect(!fields.isEmpty)
        for field in fields {
            let bird = "\u{1F426}"
            let even =
                String(repeating: bird, count: field.maximum / 2) + String(repeating: "a", count: field.maximum % 2)
            let sentence = "Member must have length less than or equal to \(field.maximum)"
            #expect(
                try complaint(field, String(repeating: "1", count: field.maximum), of: shape) == nil,
                "\(field.path)"
            )
            #expect(try complaint(field, even, of: shape) == nil, "\(field.path): an emoji is two")
            for long in [String(repeating: "1", count: field.maximum + 1), even + "a"] {
                let found = try complaint(field, long, of: shape)
                #expect(found?.hasPrefix(sentence) == true, "\(field.path): \(found ?? "nothing")")
            }
        }
    }

    @Test func `the texts of all actions are many, and of each limit of the model`() {
        let fields = SWFModel.Operation.allCases.flatMap { Self.fields($0.inputShape) }
        #expect(fields.count > 150)
        #expect(Set(fields.map(\.maximum)) == [8, 64, 128, 256, 1_024, 1_600, 2_048, 32_768])
        let decisions = fields.filter { $0.path.hasPrefix("decisions.1.member.") }
        #expect(decisions.count > 40)
    }

    @Test func `a server's own limits take the place of the model's`() throws {
        var limits = Limits()
        limits.dataCharacters = 10
        limits.executionTags = 2
        limits.tagCharacters = 3
        limits.retentionDays = 5
        limits.lambdaSeconds = 20
        limits.pageSize = 7
        func message(_ json: String, _ operation: SWFModel.Operation) throws -> String {
            do {
                try RequestCheck.check(
                    try JSONDocument.parse(Array(json.utf8)),
                    against: operation.inputShape,
                    limits: limits.otherThanModel
                )
                return ""
            } catch let fault as Fault {
                return fault.message ?? ""
            }
        }
        let start = try message(
            #"{"input": "12345678901", "tagList": ["abc", "abcd", "x"]}"#,
            .startWorkflowExecution
        )
        #expect(
            start.contains(
                "'12345678901' at 'input' failed to satisfy constraint: Member must have length less than or equal to 10"
            )
        )
        #expect(
            start.contains(
                "'[abc, abcd, x]' at 'tagList' failed to satisfy constraint: Member must have length less than or equal to 2"
            )
        )
        #expect(
            start.contains(
                "'abcd' at 'tagList.2.member' failed to satisfy constraint: Member must have length less than or equal to 3"
            )
        )
        #expect(!start.contains("tagList.1.member"))
        #expect(
            try message(#"{"name": "d", "workflowExecutionRetentionPeriodInDays": "6"}"#, .registerDomain)
                .hasSuffix("Member must be a whole number of days from 0 to 5 or NONE")
        )
        #expect(try message(#"{"name": "d", "workflowExecutionRetentionPeriodInDays": "5"}"#, .registerDomain) == "")
        #expect(
            try message(#"{"registrationStatus": "REGISTERED", "maximumPageSize": 8}"#, .listDomains)
                .hasSuffix("Member must have value less than or equal to 7")
        )
        #expect(try message(#"{"registrationStatus": "REGISTERED", "maximumPageSize": 7}"#, .listDomains) == "")
        let lambda =
            #"{"taskToken": "t", "decisions": [{"decisionType": "ScheduleLambdaFunction", "#
            + #""scheduleLambdaFunctionDecisionAttributes": {"id": "i", "name": "n", "startToCloseTimeout": "21"}}]}"#
        #expect(
            try message(lambda, .respondDecisionTaskCompleted)
                .hasSuffix("Member must be a whole number of seconds from 1 to 20")
        )
        #expect(Limits().otherThanModel == nil, "a server with the model's limits pays nothing")
        var other = Limits()
        other.openTimers = 1
        #expect(other.otherThanModel == nil)
    }
}
