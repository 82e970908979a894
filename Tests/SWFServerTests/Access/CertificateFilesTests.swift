import SWFModel
import Testing

@testable import SWFServer

/// What is said of a certificate; Tests/Interop/test_access.py has whole pairs, which openssl makes.
@Suite struct CertificateFilesTests {
    @Test(arguments: [
        (1795998357, "The certificate is valid from Mon, 30 Nov 2026 00:25:58 GMT: clients refuse it until then."),
        (1795998358, nil), (1798590358, nil),
        (1798590359, "The certificate was valid until Wed, 30 Dec 2026 00:25:58 GMT: clients refuse it."),
    ])
    func `a certificate that clients refuse for its time is complained of`(second: Int, sentence: String?) {
        let now = Timestamp(milliseconds: second * 1000)
        #expect(CertificateFiles.concern(Array(Self.certificate.utf8), at: now) == sentence)
    }

    @Test func `of what is no certificate nothing is said here`() {
        #expect(CertificateFiles.concern([], at: Timestamp(milliseconds: 0)) == nil)
    }

    /// Of an authority that is gone, for nobody.
    private static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBcjCCARmgAwIBAgIUfV9+ltBsGcE6kIL8NDi29erPagswCgYIKoZIzj0EAwIw
        DzENMAsGA1UEAwwEdGVzdDAeFw0yNjExMzAwMDI1NThaFw0yNjEyMzAwMDI1NTha
        MA8xDTALBgNVBAMMBHRlc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATN3hlH
        Sn2DVOMwcTZZEQhoVtgLbnUG9RfMBDttphATXIG4Pk18ZAiwAg0RHwiYPkrJldTA
        4tuQDqmdrN/KnSwno1MwUTAdBgNVHQ4EFgQU5dR4thndoNsIGzZBbwsSd/avtNkw
        HwYDVR0jBBgwFoAU5dR4thndoNsIGzZBbwsSd/avtNkwDwYDVR0TAQH/BAUwAwEB
        /zAKBggqhkjOPQQDAgNHADBEAiBrlghmfTZkgs969NbNF7x2TySKiSmTgEn7flOJ
        Up5oeQIgb4/7ZWbal2VX0A91mvG4t7+lID6hK8X0tGHYxovCK6g=
        -----END CERTIFICATE-----
        """
}
