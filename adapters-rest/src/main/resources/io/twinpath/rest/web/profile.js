import { h } from "./dom.js";
import { editor } from "./editor.js";
import { textField } from "./fields.js";
import { heading, load, section } from "./page.js";
import { date, has, t } from "./texts.js";

export function profile({ place, signal }) {
  load(place, "profile", signal, loaded => {
    const facts = h("dl", { class: "facts" });
    describe(loaded.data);
    const fields = [
      textField({ name: "full_name", label: t("profile.full_name"), autocomplete: "name" }),
      textField({ name: "email", label: t("profile.email"), hint: t("profile.email.hint"), type: "email", autocomplete: "email" }),
    ];
    return editor({
      path: "profile", loaded, fields, signal, saved: describe,
      sections: [
        section(t("profile.person"), t("profile.person.text"), ...fields.map(each => each.element)),
        section(t("profile.account"), t("profile.account.text"), facts),
      ],
    });

    function describe(user) {
      const role = `role.${user.role}`;
      facts.replaceChildren(...[
        [t("profile.username"), user.username],
        [t("profile.role"), has(role) ? t(role) : user.role],
        [t("profile.created"), date(user.created_at)],
        [t("profile.updated"), date(user.updated_at)],
      ].map(([term, value]) => h("div", {}, h("dt", {}, term), h("dd", {}, value))));
    }
  });
  return heading(t("profile.title"), t("profile.lead"));
}
