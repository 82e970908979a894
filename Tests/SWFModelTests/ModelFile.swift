import Foundation
import SWFWire

/// `swf-model.json`: names, types, limits and values of Amazon SWF's own model (API version 2012-01-25).
struct ModelFile: Decodable, Sendable {
    /// A member of a structure, or the element of a list.
    final class Member: Decodable, Sendable {
        let type: String
        let shape: String
        let required: Bool?
        let min: Int?
        let max: Int?
        let values: [String]?
        let element: Member?

        private enum CodingKeys: String, CodingKey {
            case type, shape, required, min, max
            case values = "enum"
            case element = "member"
        }
    }

    typealias Members = [String: Member]

    struct Action: Decodable, Sendable {
        let input: Members
        let outputShape: String?
        let output: Members?
        let errors: [String]
    }

    /// A decision or an event.
    struct Variant: Decodable, Sendable {
        let attributesMember: String
        let attributes: Members
    }

    struct Scalar: Decodable, Sendable {
        let type: String
        let min: Int?
        let max: Int?
    }

    struct Fault: Decodable, Sendable {}

    let operations: [String: Action]
    let decisions: [String: Variant]
    let events: [String: Variant]
    let structures: [String: Members]
    let scalars: [String: Scalar]
    let enums: [String: [String]]
    let errors: [String: Fault]

    static let isThere = SharedFixtures.has("swf-model.json", for: "the comparison with the service's own model")

    /// The file, read once for all tests.
    private static let contents = Result {
        let data = try Data(contentsOf: SharedFixtures.folder.appending(path: "swf-model.json"))
        return try AWSJSON.decode(ModelFile.self, from: Array(data))
    }

    static func read() throws -> ModelFile { try contents.get() }

    /// Every structure of the model by the name under which SWFModel has it: inputs, outputs, attributes and the rest.
    var everyStructure: [String: Members] {
        var all = structures
        for (name, action) in operations {
            all["\(name)Input"] = action.input
            if let output = action.outputShape { all[output] = action.output }
        }
        for (name, decision) in decisions { all["\(name)DecisionAttributes"] = decision.attributes }
        for (name, event) in events { all["\(name)EventAttributes"] = event.attributes }
        return all
    }
}
