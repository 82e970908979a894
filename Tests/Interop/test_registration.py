"""Domains, types and tags."""

import datetime
import os

import boto3

from service import Case


class DomainTests(Case):
    def test_a_domain_is_described_as_it_was_registered(self):
        """swf-spec.md 2.4.2; W17, R1: the resource name has a slash after the last colon; the days are echoed."""
        self.swf.register_domain(
            name=self.domain + ".x", description="für Artikel", workflowExecutionRetentionPeriodInDays="90"
        )
        answer = self.swf.describe_domain(name=self.domain + ".x")
        info = answer["domainInfo"]
        self.assertEqual(info["name"], self.domain + ".x")
        self.assertEqual(info["status"], "REGISTERED")
        self.assertEqual(info["description"], "für Artikel")
        self.assertRegex(info["arn"], rf"^arn:aws:swf:us-east-1:\d{{12}}:/domain/{self.domain}\.x$")
        self.assertEqual(answer["configuration"], {"workflowExecutionRetentionPeriodInDays": "90"})

    def test_a_domain_without_description_has_none(self):
        """W7: members without a value are left out."""
        self.assertNotIn("description", self.swf.describe_domain(name=self.domain)["domainInfo"])

    def test_a_name_is_given_once(self):
        """F3: DomainAlreadyExistsFault with just the name, for a deprecated domain too."""
        self.assert_fault(
            "DomainAlreadyExistsFault",
            self.domain,
            self.swf.register_domain,
            name=self.domain,
            workflowExecutionRetentionPeriodInDays="1",
        )
        self.swf.deprecate_domain(name=self.domain)
        with self.assertRaises(self.swf.exceptions.DomainAlreadyExistsFault):
            self.swf.register_domain(name=self.domain, workflowExecutionRetentionPeriodInDays="1")

    def test_domains_are_listed_by_name_in_pages(self):
        """L1, P1, P3: ascending by name; reverseOrder turns the whole round before it is cut into pages."""
        names = [f"{self.domain}-{letter}" for letter in "cab"]
        for name in names:
            self.swf.register_domain(name=name, workflowExecutionRetentionPeriodInDays="NONE")
        for reverse in (False, True):
            found = []
            paginator = self.swf.get_paginator("list_domains")
            pages = paginator.paginate(
                registrationStatus="REGISTERED", reverseOrder=reverse, PaginationConfig={"PageSize": 2}
            )
            for page in pages:
                self.assertLessEqual(len(page["domainInfos"]), 2)
                found += [info["name"] for info in page["domainInfos"]]
            self.assertEqual(found, sorted(found, reverse=reverse))
            self.assertTrue(set(names) <= set(found))

    def test_a_deprecated_domain_takes_no_starts_and_comes_back(self):
        """F4, R3, swf-spec.md 6.1, 6.2: DomainDeprecatedFault with just the name; undeprecating twice is
        AlreadyExists.
        """
        self.swf.deprecate_domain(name=self.domain)
        self.assertEqual(self.swf.describe_domain(name=self.domain)["domainInfo"]["status"], "DEPRECATED")
        self.assert_fault("DomainDeprecatedFault", self.domain, self.start, "w")
        self.assert_fault("DomainDeprecatedFault", self.domain, self.swf.deprecate_domain, name=self.domain)
        deprecated = self.swf.list_domains(registrationStatus="DEPRECATED")["domainInfos"]
        self.assertIn(self.domain, [info["name"] for info in deprecated])
        self.swf.undeprecate_domain(name=self.domain)
        self.assertEqual(self.swf.describe_domain(name=self.domain)["domainInfo"]["status"], "REGISTERED")
        self.assert_fault("DomainAlreadyExistsFault", self.domain, self.swf.undeprecate_domain, name=self.domain)

    def test_tags_are_added_replaced_and_removed(self):
        """G1, swf-spec.md 2.4.6 to 2.4.8: an existing key gets the new value; absent keys are passed over."""
        arn = self.swf.describe_domain(name=self.domain)["domainInfo"]["arn"]
        self.swf.tag_resource(resourceArn=arn, tags=[{"key": "a", "value": "1"}, {"key": "b", "value": "2"}])
        self.swf.tag_resource(resourceArn=arn, tags=[{"key": "a", "value": "3"}])
        tags = self.swf.list_tags_for_resource(resourceArn=arn)["tags"]
        self.assertEqual({tag["key"]: tag["value"] for tag in tags}, {"a": "3", "b": "2"})
        self.swf.untag_resource(resourceArn=arn, tagKeys=["b", "c"])
        self.assertEqual(self.swf.list_tags_for_resource(resourceArn=arn)["tags"], [{"key": "a", "value": "3"}])

    def test_resources_that_nobody_knows(self):
        """G1: only domains have tags; the name of anything else is an UnknownResourceFault (its words unconfirmed)."""
        prefix = self.swf.describe_domain(name=self.domain)["domainInfo"]["arn"].removesuffix(self.domain)
        wrong = [
            prefix + "nowhere",
            prefix.replace(":swf:", ":s3:") + self.domain,
            prefix.replace("us-east-1", "eu-west-1") + self.domain,
            "arn",
        ]
        for arn in wrong:
            for call, more in (
                (self.swf.tag_resource, {"tags": [{"key": "a"}]}),
                (self.swf.untag_resource, {"tagKeys": ["a"]}),
                (self.swf.list_tags_for_resource, {}),
            ):
                self.assert_fault("UnknownResourceFault", None, call, resourceArn=arn, **more)

    def test_a_domain_has_fifty_tags_at_most(self):
        """G2, swf-spec.md 2.4.1, 2.4.6: TooManyTagsFault, and nothing is changed by the call that would have too
        many.
        """
        arn = self.swf.describe_domain(name=self.domain)["domainInfo"]["arn"]
        tags = [{"key": f"k{index}", "value": ""} for index in range(51)]
        self.assert_fault("TooManyTagsFault", None, self.swf.tag_resource, resourceArn=arn, tags=tags)
        self.assertEqual(self.swf.list_tags_for_resource(resourceArn=arn)["tags"], [])
        self.swf.tag_resource(resourceArn=arn, tags=tags[:50])
        self.swf.tag_resource(resourceArn=arn, tags=[{"key": "k0", "value": "again"}])
        self.assert_fault("TooManyTagsFault", None, self.swf.tag_resource, resourceArn=arn, tags=tags[50:])
        self.assertEqual(len(self.swf.list_tags_for_resource(resourceArn=arn)["tags"]), 50)
        new = {"name": self.domain + ".tags", "workflowExecutionRetentionPeriodInDays": "0"}
        self.assert_fault("TooManyTagsFault", None, self.swf.register_domain, **new, tags=tags)
        self.assert_fault(
            "UnknownResourceFault", f"Unknown domain: {new['name']}", self.swf.describe_domain, name=new["name"]
        )
        self.swf.register_domain(**new, tags=tags[:50])
        self.assertEqual(
            self.swf.describe_domain(name=new["name"])["configuration"]["workflowExecutionRetentionPeriodInDays"], "0"
        )


class TypeTests(Case):
    def test_a_workflow_type_is_described_as_it_was_registered(self):
        """swf-spec.md 2.4.10 (recorded): exactly the defaults that were registered."""
        answer = self.swf.describe_workflow_type(domain=self.domain, workflowType=self.workflow_type)
        info = answer["typeInfo"]
        self.assertEqual(info["workflowType"], self.workflow_type)
        self.assertEqual(info["status"], "REGISTERED")
        self.assertNotIn("description", info)
        self.assertNotIn("deprecationDate", info)
        age = datetime.datetime.now(datetime.timezone.utc) - info["creationDate"]
        self.assertLess(abs(age), datetime.timedelta(minutes=5))
        self.assertEqual(
            answer["configuration"],
            {
                "defaultTaskStartToCloseTimeout": "30",
                "defaultExecutionStartToCloseTimeout": "3600",
                "defaultTaskList": {"name": "default"},
                "defaultChildPolicy": "TERMINATE",
            },
        )

    def test_a_bare_type_has_an_empty_configuration(self):
        """R4, swf-spec.md 2.4.16: `configuration` is there and empty."""
        self.swf.register_activity_type(domain=self.domain, name="Bare", version="1", description="nothing set")
        answer = self.swf.describe_activity_type(domain=self.domain, activityType={"name": "Bare", "version": "1"})
        self.assertEqual(answer["configuration"], {})
        self.assertEqual(answer["typeInfo"]["description"], "nothing set")

    def test_types_are_listed_by_name_in_pages(self):
        """L1, P2, P3, swf-spec.md 2.4.17: by name, ties by version; one name; a full last page has no token."""
        for name, version in [("B", "2"), ("A", "1"), ("B", "1"), ("C", "1")]:
            self.swf.register_activity_type(domain=self.domain, name=name, version=version)
        found = []
        paginator = self.swf.get_paginator("list_activity_types")
        arguments = {"domain": self.domain, "registrationStatus": "REGISTERED"}
        for page in paginator.paginate(**arguments, PaginationConfig={"PageSize": 2}):
            self.assertLessEqual(len(page["typeInfos"]), 2)
            found += [(info["activityType"]["name"], info["activityType"]["version"]) for info in page["typeInfos"]]
        self.assertEqual(found, [("A", "1"), ("B", "1"), ("B", "2"), ("C", "1"), ("Step", "1")])
        named = self.swf.list_activity_types(**arguments, name="B", reverseOrder=True)["typeInfos"]
        self.assertEqual([info["activityType"]["version"] for info in named], ["2", "1"])

    def kinds(self):
        """Both kinds of type: the actions for it, how to name it, and how the service writes it."""
        for kind, name in (("workflow", self.workflow_type["name"]), ("activity", self.activity_type["name"])):
            written = f"{kind.capitalize()}Type=[name={name}, version=1]"
            yield kind, {"domain": self.domain, f"{kind}Type": {"name": name, "version": "1"}}, written

    def action(self, verb, kind):
        return getattr(self.swf, f"{verb}_{kind}_type")

    def test_a_type_is_registered_once(self):
        """F5: TypeAlreadyExistsFault `WorkflowType=[name=N, version=V]`, in either status; a new version is a new
        type.
        """
        for kind, named, written in self.kinds():
            name = named[kind + "Type"]["name"]
            register = self.action("register", kind)
            self.assert_fault("TypeAlreadyExistsFault", written, register, domain=self.domain, name=name, version="1")
            self.action("deprecate", kind)(**named)
            self.assert_fault("TypeAlreadyExistsFault", written, register, domain=self.domain, name=name, version="1")
            register(domain=self.domain, name=name, version="2")
            listed = getattr(self.swf, f"list_{kind}_types")
            for status, version in (("REGISTERED", "2"), ("DEPRECATED", "1")):
                infos = listed(domain=self.domain, registrationStatus=status)["typeInfos"]
                self.assertEqual([info[kind + "Type"] for info in infos], [{"name": name, "version": version}])

    def test_a_type_goes_through_its_statuses(self):
        """F2, F5, F6, F7, R2, swf-spec.md 6.1: each step and each wrong step, in the service's words."""
        for kind, named, written in self.kinds():
            with self.subTest(kind):
                deprecate, undeprecate = self.action("deprecate", kind), self.action("undeprecate", kind)
                delete, describe = self.action("delete", kind), self.action("describe", kind)
                self.assert_fault("TypeAlreadyExistsFault", written, undeprecate, **named)
                self.assert_fault(
                    "TypeNotDeprecatedFault",
                    "The type is currently registered and cannot be deleted in its current state",
                    delete,
                    **named,
                )
                deprecate(**named)
                info = describe(**named)["typeInfo"]
                self.assertEqual(info["status"], "DEPRECATED")
                self.assertGreaterEqual(info["deprecationDate"], info["creationDate"])
                self.assert_fault("TypeDeprecatedFault", written, deprecate, **named)
                undeprecate(**named)
                self.assertNotIn("deprecationDate", describe(**named)["typeInfo"])
                deprecate(**named)
                delete(**named)
                for call in (describe, deprecate, undeprecate, delete):
                    self.assert_fault("UnknownResourceFault", f"Unknown type: {written}", call, **named)
                # Not confirmed, but without it a name would be lost for good.
                self.action("register", kind)(domain=self.domain, **named[kind + "Type"])
                self.assertEqual(describe(**named)["configuration"], {})

    def test_a_deprecated_workflow_type_starts_nothing(self):
        """F6, F2, swf-spec.md 6.2: TypeDeprecatedFault on a start; what runs goes on, also when the type is deleted."""
        run = self.start("w")
        named = {"domain": self.domain, "workflowType": self.workflow_type}
        written = "WorkflowType=[name=Pipeline, version=1]"
        self.swf.deprecate_workflow_type(**named)
        self.assert_fault("TypeDeprecatedFault", written, self.start, "x")
        self.swf.delete_workflow_type(**named)
        self.assert_fault("UnknownResourceFault", f"Unknown type: {written}", self.start, "x")
        self.decide(self.decision_task(), {"decisionType": "CompleteWorkflowExecution"})
        self.assertEqual(self.describe(run)["executionInfo"]["closeStatus"], "COMPLETED")

    def test_a_deprecated_domain_takes_no_types_and_deprecates_its_own(self):
        """R3, swf-spec.md 2.4.4, 2.4.5 (the fault is not declared; types not restored: both unconfirmed)."""
        self.swf.deprecate_domain(name=self.domain)
        for kind, named, _ in self.kinds():
            self.assert_fault(
                "DomainDeprecatedFault",
                self.domain,
                self.action("register", kind),
                domain=self.domain,
                name="New",
                version="1",
            )
            self.assertEqual(self.action("describe", kind)(**named)["typeInfo"]["status"], "DEPRECATED")
        self.swf.undeprecate_domain(name=self.domain)
        for kind, named, written in self.kinds():
            self.assert_fault("TypeDeprecatedFault", written, self.action("deprecate", kind), **named)

    def test_the_endpoint_may_come_from_the_environment(self):
        """swf-spec.md 1.1: an SDK needs nothing but another endpoint."""
        names = ("AWS_ENDPOINT_URL_SWF", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION")
        before = {name: os.environ.get(name) for name in names}
        os.environ.update(zip(names, (self.swf.meta.endpoint_url, "test", "test", "us-east-1")))
        try:
            answer = boto3.session.Session().client("swf").describe_domain(name=self.domain)
        finally:
            for name, value in before.items():
                os.environ.pop(name) if value is None else os.environ.update({name: value})
        self.assertEqual(answer["domainInfo"]["name"], self.domain)
