"""The one API that is not of AWS: what aws:invokeWebhook sends. It is never sent; mocks answer it like any other.

service: webhook
api: Post
response: {StatusCode: 200, Body: received}
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from botocore.model import ServiceModel

WEBHOOK = "webhook"
"""The name of the service."""
POST = "Post"

_MODEL = {
    "metadata": {"serviceId": WEBHOOK, "protocol": "rest-json"},
    "operations": {
        POST: {
            "name": POST,
            "http": {"method": "POST", "requestUri": "/"},
            "input": {"shape": "Request"},
            "output": {"shape": "Answer"},
        }
    },
    "shapes": {
        "Request": {
            "type": "structure",
            "required": ["Url"],
            "members": {"Url": {"shape": "Text"}, "Headers": {"shape": "Headers"}, "Body": {"shape": "Text"}},
        },
        "Answer": {"type": "structure", "members": {"StatusCode": {"shape": "Status"}, "Body": {"shape": "Text"}}},
        "Headers": {"type": "map", "key": {"shape": "Text"}, "value": {"shape": "Text"}},
        "Status": {"type": "integer"},
        "Text": {"type": "string"},
    },
}


def webhook_model() -> "ServiceModel":
    """The service in the shape of botocore's models."""
    from botocore.model import ServiceModel

    return ServiceModel(_MODEL, WEBHOOK)
