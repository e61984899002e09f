// What a style sheet imports as in jsdom, where nothing is laid out.
module.exports = {};
