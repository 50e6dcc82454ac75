"""
Know deep-translator: which of its engines take German and English, and how each is asked.

Left out are its dictionaries, which take single words (Linguee, PONS), and what does not know
German (Papago, QCRI).
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from deep_translator import exceptions

from lesart.draft.faults import BadAnswer, Fault, Passing, Refusal
from lesart.draft.transport import Limits, Transport, make_session

Make = Callable[[str, Mapping[str, str]], Callable[[str], str]]


@dataclass(frozen=True, slots=True)
class Engine:
    """
    Describe an engine and how politely it is asked.

    `keys` are the environment variables of its keys, by the client's argument. A question has at
    most `longest` characters; an engine with `lines` keeps line ends, so that the sentences of a
    paragraph are asked together. `workers` questions are under way at once, begun `interval`
    seconds apart. `client` is that of deep-translator; an engine which that does not know has
    `make` instead, which is given the address of a server, or nothing, and the keys, and gives the
    function that translates a question, or raises a Fault.
    """

    name: str
    client: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)
    longest: int = 1500
    lines: bool = True
    workers: int = 2
    interval: float = 0.2
    languages: tuple[str, str] = ("de", "en")
    make: Make | None = None


ENGINES = {
    engine.name: engine
    for engine in (
        Engine("google", "GoogleTranslator", longest=1500, workers=2, interval=0.25),
        Engine("deepl", "DeeplTranslator", {"api_key": "DEEPL_API_KEY"}, 3000, workers=4),
        Engine("libre", "LibreTranslator", {"api_key": "LIBRE_API_KEY"}, workers=4, interval=0.05),
        Engine("microsoft", "MicrosoftTranslator", {"api_key": "MICROSOFT_API_KEY"}, 3000),
        Engine("mymemory", "MyMemoryTranslator", longest=480, lines=False, workers=1,
               interval=1.0, languages=("de-DE", "en-GB")),
        Engine("yandex", "YandexTranslator", {"api_key": "YANDEX_API_KEY"}),
        Engine("baidu", "BaiduTranslator",
               {"appid": "BAIDU_APPID", "appkey": "BAIDU_APPKEY"}, workers=1, interval=1.0),
        Engine("chatgpt", "ChatGptTranslator", {"api_key": "OPEN_API_KEY"}, lines=False),
    )
}  # fmt: skip
"""The engines by the names that `lesart draft --engine` takes; a new one is a row."""
_NO_KEY = "none"
_MODULES = {"chatgpt": "openai"}
_WARNINGS = ("MYMEMORY WARNING", "QUERY LENGTH LIMIT", "INVALID LANGUAGE PAIR")


class Client:
    """Ask one engine through deep-translator's client; each thread has a client of its own."""

    def __init__(
        self,
        engine: Engine,
        server: str = "",
        limits: Limits | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """
        Make ready to ask *engine*, at *server* where one is named.

        Raises Refusal where a key is not in the *environment*, or a package is missing.
        """
        self.engine = engine
        given = os.environ if environment is None else environment
        self._keys = _keys(engine, given, server)
        self._local = threading.local()
        self._own = engine.make(server, self._keys) if engine.make else None
        if self._own:
            return
        needed = _MODULES.get(engine.name)
        if needed and importlib.util.find_spec(needed) is None:
            hint = f"install {needed} below version 1, which deep-translator's client speaks to"
            raise Refusal("H106", f"the engine {engine.name} needs the package {needed}", hint)
        # The modules of the clients know `requests` by this name, and nothing else of it; so the
        # clients of one engine ask one server at a time.
        module = importlib.import_module(f"deep_translator.{engine.name}")
        vars(module)["requests"] = _transport(engine, self._keys, server, limits)
        if needed:
            # That package sends by itself, in a session which it lets others make.
            vars(importlib.import_module(needed))["requestssession"] = partial(make_session, limits)

    def ask(self, question: str) -> str:
        """Translate *question*. Raises Fault for whatever is no answer."""
        try:
            answer = self._own(question) if self._own else self._client().translate(question)
        except Fault:
            raise
        except Exception as error:  # deep-translator's clients raise of every kind
            raise _fault(error, self.engine.name) from None
        if isinstance(answer, list):
            answer = "\n".join(map(str, answer))
        if answer is None and not any(map(str.isalpha, question)):
            return question
        if not isinstance(answer, str) or not answer.strip():
            raise BadAnswer("H105", f"the answer of {self.engine.name} is empty")
        if answer.startswith(_WARNINGS):
            hint = "what is drafted stays; run it again when the quota is renewed"
            raise Refusal("H104", f"{self.engine.name} answers with a warning: quota used up", hint)
        return answer

    def _client(self) -> Any:
        if not hasattr(self._local, "client"):
            module = importlib.import_module(f"deep_translator.{self.engine.name}")
            source, target = self.engine.languages
            extra: dict[str, Any] = {}
            if self.engine.name == "deepl":
                extra["use_free_api"] = self._keys["api_key"].endswith(":fx")
            if self.engine.name == "libre":
                extra["use_free_api"] = False
            if self.engine.name == "microsoft" and (region := os.environ.get("MICROSOFT_REGION")):
                extra["region"] = region
            make = getattr(module, self.engine.client)
            self._local.client = make(source=source, target=target, **self._keys, **extra)
        return self._local.client


def _keys(engine: Engine, environment: Mapping[str, str], server: str) -> dict[str, str]:
    keys = {argument: environment.get(name, "") for argument, name in engine.keys.items()}
    if engine.name == "libre" and server and not keys["api_key"]:
        keys["api_key"] = _NO_KEY  # a server of one's own mostly wants none, but the client does
    missing = [engine.keys[argument] for argument, key in keys.items() if not key]
    if missing:
        message = f"the engine {engine.name} wants a key"
        hint = f"put it into the environment variable {' and '.join(missing)}"
        raise Refusal("H106", message, hint)
    return keys


def _transport(
    engine: Engine, keys: Mapping[str, str], server: str, limits: Limits | None
) -> Transport:
    if engine.name == "deepl":
        # DeepL takes keys in a header alone, and questions by POST; the client knows neither.
        headers = {"Authorization": f"DeepL-Auth-Key {keys['api_key']}"}
        return Transport(server, limits, headers, ("auth_key",), as_form=True)
    withheld = ("api_key",) if keys.get("api_key") == _NO_KEY else ()
    return Transport(server, limits, withheld=withheld)


def _fault(error: Exception, name: str) -> Fault:
    """Turn what a client raises into a fault, without its words: they may hold the key."""
    if isinstance(error, exceptions.AuthorizationException):
        return Refusal("H103", f"{name} refuses the key", "look at the key's variable")
    if isinstance(error, exceptions.NotValidLength):
        return BadAnswer("H109", f"{name} takes no question of this length")
    if isinstance(error, exceptions.TooManyRequests | exceptions.RequestError):
        return Passing("H102", f"{name} asks for a pause")
    if isinstance(error, exceptions.ServerException):
        return Passing("H101", f"{name} is out of order")
    if isinstance(error, exceptions.MicrosoftAPIerror | exceptions.BaiduAPIerror):
        return Refusal("H103", f"{name} refuses the question", "look at the key and its quota")
    if isinstance(error, exceptions.LanguageNotSupportedException):
        return Refusal("H101", f"{name} does not offer German and English")
    kind = type(error).__name__
    return BadAnswer("H105", f"the answer of {name} is no translation ({kind})")
