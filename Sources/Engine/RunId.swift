import Foundation
import SWFModel
import SWFWire

/// Run ids in the form of the real service: `22` and 32 random bytes in base64 (swf-spec.md 1.12).
public enum RunId {
    /// A run id that was never given before.
    public static func random() -> String {
        var generator = SystemRandomNumberGenerator()
        var bytes = Data(capacity: 32)
        for _ in 0..<4 {
            withUnsafeBytes(of: generator.next()) { bytes.append(contentsOf: $0) }
        }
        return "22" + bytes.base64EncodedString()
    }
}
