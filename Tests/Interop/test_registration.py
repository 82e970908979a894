"""Domains, types and tags."""

import datetime
import os

import boto3

from service import Case


class DomainTests(Case):
    def test_a_domain_is_described_as_it_was_registered(self):
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
        self.assertNotIn("description", self.swf.describe_domain(name=self.domain)["domainInfo"])

    def test_a_name_is_given_once(self):
        self.assert_fault(
            "DomainAlreadyExistsFault",
            self.domain,
            self.swf.register_domain,
            name=self.domain,
            workflowExecutionRetentionPeriodInDays="1",
        )
        with self.assertRaises(self.swf.exceptions.DomainAlreadyExistsFault):
            self.swf.register_domain(name=self.domain, workflowExecutionRetentionPeriodInDays="1")

    def test_domains_are_listed_by_name_in_pages(self):
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
        arn = self.swf.describe_domain(name=self.domain)["domainInfo"]["arn"]
        self.swf.tag_resource(resourceArn=arn, tags=[{"key": "a", "value": "1"}, {"key": "b", "value": "2"}])
        self.swf.tag_resource(resourceArn=arn, tags=[{"key": "a", "value": "3"}])
        tags = self.swf.list_tags_for_resource(resourceArn=arn)["tags"]
        self.assertEqual({tag["key"]: tag["value"] for tag in tags}, {"a": "3", "b": "2"})
        self.swf.untag_resource(resourceArn=arn, tagKeys=["b", "c"])
        self.assertEqual(self.swf.list_tags_for_resource(resourceArn=arn)["tags"], [{"key": "a", "value": "3"}])


class TypeTests(Case):
    def test_a_workflow_type_is_described_as_it_was_registered(self):
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
        self.swf.register_activity_type(domain=self.domain, name="Bare", version="1", description="nothing set")
        answer = self.swf.describe_activity_type(domain=self.domain, activityType={"name": "Bare", "version": "1"})
        self.assertEqual(answer["configuration"], {})
        self.assertEqual(answer["typeInfo"]["description"], "nothing set")

    def test_types_are_listed_by_name_in_pages(self):
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

    def test_a_type_is_registered_once(self):
        self.assert_fault(
            "TypeAlreadyExistsFault",
            "WorkflowType=[name=Pipeline, version=1]",
            self.swf.register_workflow_type,
            domain=self.domain,
            **self.workflow_type,
        )
        self.assert_fault(
            "TypeAlreadyExistsFault",
            "ActivityType=[name=Step, version=1]",
            self.swf.register_activity_type,
            domain=self.domain,
            **self.activity_type,
        )

    def test_a_type_is_deprecated_restored_and_deleted(self):
        swf, named = self.swf, {"domain": self.domain, "workflowType": self.workflow_type}
        name = "WorkflowType=[name=Pipeline, version=1]"
        self.assert_fault(
            "TypeNotDeprecatedFault",
            "The type is currently registered and cannot be deleted in its current state",
            swf.delete_workflow_type,
            **named,
        )
        swf.deprecate_workflow_type(**named)
        info = swf.describe_workflow_type(**named)["typeInfo"]
        self.assertEqual(info["status"], "DEPRECATED")
        self.assertGreaterEqual(info["deprecationDate"], info["creationDate"])
        self.assert_fault("TypeDeprecatedFault", name, self.start, "w")
        self.assert_fault("TypeDeprecatedFault", name, swf.deprecate_workflow_type, **named)
        swf.undeprecate_workflow_type(**named)
        self.assertNotIn("deprecationDate", swf.describe_workflow_type(**named)["typeInfo"])
        self.start("w")
        swf.deprecate_workflow_type(**named)
        swf.delete_workflow_type(**named)
        self.assert_fault("UnknownResourceFault", f"Unknown type: {name}", swf.describe_workflow_type, **named)
        self.assert_fault("UnknownResourceFault", f"Unknown type: {name}", self.start, "x")

    def test_the_endpoint_may_come_from_the_environment(self):
        names = ("AWS_ENDPOINT_URL_SWF", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION")
        before = {name: os.environ.get(name) for name in names}
        os.environ.update(zip(names, (self.swf.meta.endpoint_url, "test", "test", "us-east-1")))
        try:
            answer = boto3.session.Session().client("swf").describe_domain(name=self.domain)
        finally:
            for name, value in before.items():
                os.environ.pop(name) if value is None else os.environ.update({name: value})
        self.assertEqual(answer["domainInfo"]["name"], self.domain)
