public import Martlet

/// The activities that a worker of this repository does. A new one is added here, in alphabetical order, once in each list.
public enum ActivityList {
    /// The activities, ready to run.
    public static func all(_ settings: ActivitySettings) -> [any Activity] {
        [
            AddNumbers(),
            CheckArticle(settings: settings),
            CleanWorkFolder(settings: settings),
            MakeManifest(settings: settings),
            PingWorker(),
            PublishFiles(settings: settings),
            RenderPage(settings: settings),
            Stage(),
            UnpackArticle(settings: settings),
            WriteDeposit(settings: settings),
            WriteReceipt(settings: settings),
        ]
    }

    /// Their types, for registering.
    public static let types: [any Activity.Type] = [
        AddNumbers.self,
        CheckArticle.self,
        CleanWorkFolder.self,
        MakeManifest.self,
        PingWorker.self,
        PublishFiles.self,
        RenderPage.self,
        Stage.self,
        UnpackArticle.self,
        WriteDeposit.self,
        WriteReceipt.self,
    ]
}
