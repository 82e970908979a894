/// The outer form of a settings file: `{"environments": {"dev": {…}, "live": {…}}}`.
///
/// A key that begins with `//` is a comment, at every level.
struct SettingsFile {
    /// The environments in the order of the file; without a file, `dev` and `live` with nothing said about them.
    var environments: [(key: String, value: JSONValue?)] = Settings.standardEnvironments.map { ($0, nil) }
    /// What is wrong with the outer form.
    var problems: [String] = []

    /// Reads the text.
    ///
    /// - Throws: ``SettingsError`` when nothing can be read from it.
    static func read(_ source: SettingsSources.File) throws(SettingsError) -> SettingsFile {
        let root: JSONValue
        do {
            root = try JSONParser.parse(source.text)
        } catch {
            let place = "\(source.name):\(error.position.line):\(error.position.column)"
            throw SettingsError(problems: ["\(place): this is no JSON: \(error.reason)."])
        }
        func place(_ position: JSONPosition) -> String { "\(source.name):\(position.line):\(position.column)" }
        guard case .object(let members) = root.content else {
            throw SettingsError(problems: [
                "\(place(root.position)): the settings must be an object, not \(root.described)."
            ])
        }
        var file = SettingsFile()
        for member in members where member.key != "environments" && !member.key.hasPrefix("//") {
            let hint = NearestName.find(member.key, among: ["environments"]).map { " Did you mean \($0)?" } ?? ""
            file.problems.append("\(place(member.position)): \(member.key) is no setting.\(hint)")
        }
        guard let environments = members.first(where: { $0.key == "environments" })?.value else {
            let missing = "\(source.name) has no \"environments\"; it should read {\"environments\": {\"dev\": {}}}."
            throw SettingsError(problems: file.problems + [missing])
        }
        guard case .object(let entries) = environments.content else {
            let wrong = "environments must be an object, and is \(environments.described)."
            throw SettingsError(problems: file.problems + ["\(place(environments.position)): \(wrong)"])
        }
        file.environments = []
        for entry in entries where !entry.key.hasPrefix("//") {
            if !entry.value.isObject {
                let wrong = "environments.\(entry.key) must be an object, and is \(entry.value.described)."
                file.problems.append("\(place(entry.value.position)): \(wrong)")
            }
            file.environments.append((entry.key, entry.value))
        }
        return file
    }
}
