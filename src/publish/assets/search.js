/* Search as one types. Loads of the index only what the words need: see search-index.c, whose way to cut words this follows. */
"use strict";
(function () {
	var input = document.getElementById("q"), form = input.form, status = document.getElementById("status");
	var list = document.getElementById("results"), more = document.getElementById("more");
	var common = new Set(("an and are as at be by for from has have in is it its of on or our that the their this to was we were which " +
		"will with you your").split(" "));
	var files = new Map(), asked = 0, found = [], shown = 0, STEP = 20;
	var blocks = form.dataset.blocks.split(" ").filter(Boolean), buckets = Number(form.dataset.buckets), docs = Number(form.dataset.docs);

	function load(path) {
		if (!files.has(path))
			files.set(path, fetch(path).then(function (answer) {
				if (answer.status === 404) return "";
				if (!answer.ok) throw new Error(String(answer.status));
				return answer.text();
			}).catch(function (cause) { files.delete(path); throw cause; }));
		return files.get(path);
	}
	function words(text) {
		var plain = text.normalize("NFKD").replace(/\p{M}/gu, "");
		return (plain.match(/[\p{L}\p{N}]+/gu) || []).map(function (word) { return Array.from(word.toLowerCase()).slice(0, 20).join(""); })
			.filter(function (word) { return Array.from(word).length > 1 && !common.has(word); });
	}
	function bucket(word) {
		var letters = Array.from(word);
		return (letters[0].codePointAt(0) * 31 + letters[1].codePointAt(0)) % buckets;
	}
	/* Every statement of a block with a word that begins so: number -> in the head? */
	function scan(text, word, first) {
		var hits = new Map(), at = text.startsWith(word) ? 0 : text.indexOf("\n" + word) + 1;
		if (at === 0 && !text.startsWith(word)) return hits;
		while (text.startsWith(word, at)) {
			var end = text.indexOf("\n", at), id = first;
			text.slice(text.indexOf(" ", at) + 1, end).split(",").forEach(function (item) {
				id += parseInt(item, 36);
				hits.set(id, hits.get(id) || item.endsWith("*"));
			});
			at = end + 1;
		}
		return hits;
	}
	function find(query) {
		return Promise.all(blocks.map(function (block) {
			return Promise.all(query.map(function (word) {
				return load(block + "/" + bucket(word) + ".txt").then(function (text) { return scan(text, word, parseInt(block, 10)); });
			})).then(function (sets) {
				var hits = [];
				sets[0].forEach(function (head, id) {
					for (var i = 1; i < sets.length; i++) {
						if (!sets[i].has(id)) return;
						head = head && sets[i].get(id);
					}
					hits.push({ id: id, head: head });
				});
				return hits;
			});
		})).then(function (all) {
			return all.flat().sort(function (a, b) { return b.head - a.head || b.id - a.id; });
		});
	}
	function piece(name, className, text) {
		var node = document.createElement(name);
		if (className) node.className = className;
		if (text !== undefined) node.textContent = text;
		return node;
	}
	function row(line) {
		var field = line.split("\t"), item = piece("li", "row"), day = piece("p", "day"), box = piece("div"), title = piece("p", "title");
		var link = piece("a"), who = piece("p", "who"), meta = piece("p", "meta");
		day.append(piece("time", "", field[1]));
		link.href = "../" + field[0] + "/";
		link.append(piece("bdi", "", field[2]));
		title.append(link);
		var arrow = piece("span", "arrow", "→");
		arrow.setAttribute("aria-hidden", "true");
		who.append(piece("bdi", "", field[3] || "not stated"), " ", arrow, piece("span", "vh", " to "), " ", piece("bdi", "", field[4] || "not stated"));
		meta.append(piece("span", "", "No. " + field[0]), piece("span", "", field[5]));
		box.append(title, who, meta);
		item.append(day, box);
		return item;
	}
	function show(turn) {
		var next = found.slice(shown, shown + STEP);
		return Promise.all(next.map(function (hit) { return load("docs/" + Math.floor(hit.id / docs) + ".txt"); })).then(function (texts) {
			if (turn !== asked) return;
			if (!shown) list.replaceChildren();
			next.forEach(function (hit, i) {
				var line = texts[i].split("\n").find(function (text) { return text.startsWith(hit.id + "\t"); });
				if (line) list.append(row(line));
			});
			shown += next.length;
			more.hidden = shown >= found.length;
		});
	}
	function say(text) { status.textContent = text; }
	function clear(text) { list.replaceChildren(); more.hidden = true; say(text); }
	function search() {
		var turn = ++asked, query = words(input.value);
		var address = input.value ? "?q=" + encodeURIComponent(input.value) : location.pathname;
		history.replaceState(null, "", address);
		if (!query.length) { clear(input.value.trim() ? "Two letters at least." : ""); return; }
		find(query).then(function (hits) {
			if (turn !== asked) return;
			found = hits;
			shown = 0;
			if (!hits.length) { clear("Nothing found."); return; }
			return show(turn).then(function () {
				if (turn === asked) say(hits.length === 1 ? "One statement." : hits.length + " statements, newest first; those with the words in title, bodies or numbers before others.");
			});
		}).catch(function () { if (turn === asked) clear("The search index could not be loaded; please try again."); });
	}
	/* Two letters say which files a word is in: they are on their way while the rest is being typed. */
	function prepare() {
		words(input.value).forEach(function (word) {
			blocks.forEach(function (block) { load(block + "/" + bucket(word) + ".txt").catch(function () { }); });
		});
	}
	var timer = 0;
	input.addEventListener("input", function () { prepare(); clearTimeout(timer); timer = setTimeout(search, 60); });
	form.addEventListener("submit", function (event) { event.preventDefault(); clearTimeout(timer); search(); });
	more.querySelector("button").addEventListener("click", function () {
		var first = shown;
		show(asked).then(function () { var link = list.children[first] && list.children[first].querySelector("a"); if (link) link.focus(); });
	});
	input.value = new URLSearchParams(location.search).get("q") || "";
	if (input.value) search();
	input.focus();
})();
